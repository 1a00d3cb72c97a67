import { createHash } from 'node:crypto';
import { type MailingDraft, type MailingPlaceholder, mailingPlaceholders } from '@wengong/contract';

/** What the placeholders of a text stand for, for one reader and in one language. */
export type MailingValues = Readonly<Record<MailingPlaceholder, string>>;

const BY_WORD: ReadonlyMap<string, MailingPlaceholder> = new Map(
  (Object.entries(mailingPlaceholders) as [MailingPlaceholder, string][]).flatMap(([name, zh]) => [
    [name, name],
    [zh, name],
  ]),
);

/** A word in braces, also in those of a Chinese keyboard. */
const BRACES = /[{｛]\s*([^{}｛｝]{1,20}?)\s*[}｝]/gu;

/** A text with its placeholders filled in; a value is never looked through again. */
export const fillMailing = (text: string, values: MailingValues): string =>
  text.replace(BRACES, (whole, word: string) => {
    const name = BY_WORD.get(word.toLowerCase());
    return name === undefined ? whole : values[name];
  });

/** Words in braces that are no placeholder, once each, as they are written. */
export function unknownPlaceholders(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(BRACES)]);
  return [
    ...new Set(found.filter(([, word = '']) => !BY_WORD.has(word.toLowerCase())).map(([whole]) => whole)),
  ];
}

/** One number for what is said and to whom among the booked. */
export const mailingDigest = (
  draft: Pick<MailingDraft, 'statuses' | 'title' | 'titleEn' | 'body' | 'bodyEn'>,
): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([[...draft.statuses].sort(), draft.title, draft.titleEn, draft.body, draft.bodyEn]),
    )
    .digest();
