import type { ReviewReason } from '@wengong/contract';

/** What the policy says, as its uploader reads it. */
const reasonWords: Readonly<Record<ReviewReason, { readonly zh: string; readonly en: string }>> = {
  unlawful: { zh: '含有违法违规内容', en: 'It breaks the law or the rules' },
  violence: { zh: '含有血腥暴力画面', en: 'It shows violence' },
  sexual: { zh: '含有低俗色情内容', en: 'It is indecent' },
  insult: { zh: '含有辱骂、歧视或人身攻击', en: 'It insults or discriminates' },
  advertising: { zh: '含有广告或引流信息', en: 'It advertises' },
  copyright: {
    zh: '音乐、画面或文字没有得到授权',
    en: 'Music, pictures or words are used without permission',
  },
  privacy: {
    zh: '出现了他人隐私或未经同意的肖像',
    en: 'It shows somebody’s private matters or face without consent',
  },
  off_topic: { zh: '与活动主题无关', en: 'It has nothing to do with the topic' },
  quality: { zh: '画面或声音不清楚，无法观看', en: 'Picture or sound are too poor to watch' },
  other: { zh: '其他原因', en: 'Another reason' },
};

/** One sentence for the uploader; the reviewer's own words go last. At most 300 characters. */
export function reasonSentence(
  reasons: readonly ReviewReason[],
  note: string,
  language: 'zh' | 'en' = 'zh',
): string {
  const named = reasons
    .filter((reason) => reason !== 'other' || note === '')
    .map((reason) => reasonWords[reason][language]);
  return [...named, ...(note === '' ? [] : [note])].join(language === 'zh' ? '；' : '; ').slice(0, 300);
}

/** Whether somebody may be told no with this: a reason of the policy, or for `other` a sentence. */
export const saysWhy = (reasons: readonly ReviewReason[], note: string): boolean =>
  reasons.some((reason) => reason !== 'other') || note.length >= 2;
