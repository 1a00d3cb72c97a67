import { titlesOf } from '../notice.texts.ts';
import type { DeliveryDue } from './push.store.ts';

/** What the device shows and opens. */
export interface PushText {
  /** One notification a message, however often it is sent. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

const discreetly = {
  zh: { title: '文宫', body: '您有一条新消息，点开查看。' },
  en: { title: 'Wengong', body: 'You have a message. Tap to read it.' },
} as const;

/**
 * No more than a lock screen may show: what to do and which activity. No name, no reason, no points; when discreet,
 * not even that.
 */
export function pushTextOf(
  delivery: Pick<DeliveryDue, 'message_id' | 'kind' | 'params' | 'link' | 'locale' | 'discreet'>,
): PushText {
  const { message_id: tag, kind, params, link, locale, discreet } = delivery;
  const url = link ?? '/me/messages';
  if (discreet) return { tag, url, ...discreetly[locale] };
  const [title, titleEn] = titlesOf(kind);
  return locale === 'zh'
    ? { tag, url, title, body: `《${params.subject}》` }
    : { tag, url, title: titleEn, body: params.subjectEn || params.subject };
}
