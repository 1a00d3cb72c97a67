/** So many remarks of one person a minute, and a day. */
export const MOST_A_MINUTE = 6;
export const MOST_A_DAY = 200;

/** `clear`: crosses at once. `wait`: reviewed first. `refuse`: says nothing that could cross. */
export type Screening = 'clear' | 'wait' | 'refuse';

/** Addresses and numbers by which strangers are reached: adverts are made of them. */
const CONTACT =
  /https?:|www\.|\.(?:com|cn|net|top|vip|xyz|cc)\b|(?:微信|加微|薇信|vx|wx|qq|群号|加群)\s*[:：]?\s*[a-z0-9_-]{4,}|1[3-9]\d{9}|\d{8,}/iu;

/** What the form of a remark says of it, before any list of words. */
export function screenForm(text: string): Screening {
  const plain = text.normalize('NFKC').trim();
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain)) return 'refuse';
  if (CONTACT.test(plain.replaceAll(/[\s\p{P}]{1,2}(?=\d)/gu, ''))) return 'wait';
  return 'clear';
}

/** As it crosses: one line, no invisible or turning characters, no towers of marks. */
export const tidyRemark = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (run) => (run.includes('\u200d') ? '\u200d' : ' '))
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();
