import type { Entries } from './entry.ts';

/** Errors of review, appeals, reports and lists of words. */
export const moderationErrors = {
  'text-blocked': {
    status: 422,
    zh: ['文字中有不能使用的词语', '请修改“{words}”后再提交。'],
    en: ['The text has words that cannot be used', 'Change “{words}” and send it again.'],
  },
  'review-reason-needed': {
    status: 422,
    zh: ['请选择原因', '上传者会看到原因；选“其他”时请写一句话。'],
    en: ['Choose a reason', 'The uploader reads it; with “other” write a sentence.'],
  },
  'review-over': {
    status: 409,
    zh: ['这一项已经不在待审', '可能已有人处理，请看下一项。'],
    en: ['This is not waiting any more', 'Somebody may have decided it: go on with the next.'],
  },
  'review-claimed': {
    status: 409,
    zh: ['另一位审核员正在看', '请看下一项，或几分钟后再来。'],
    en: ['Another reviewer is looking at it', 'Go on with the next, or come back in some minutes.'],
  },
  'review-not-ready': {
    status: 409,
    zh: ['视频还在处理', '处理完成后会自动进入待审。'],
    en: ['Its video is still processed', 'It joins the queue by itself.'],
  },
  'review-own': {
    status: 409,
    zh: ['不能审核自己的内容', '请交给另一位审核员。'],
    en: ['Nobody reviews what is their own', 'Leave it to another reviewer.'],
  },
  'review-other-person': {
    status: 409,
    zh: ['需要另一位审核员', '双人复核和申诉都要由不同的人作出决定。'],
    en: ['Another reviewer is needed', 'Double reviews and appeals are decided by different people.'],
  },
  'review-escalated': {
    status: 409,
    zh: ['已交上级工会审核', '由上级工会的审核员决定。'],
    en: ['It was left to the union above', 'One of that union’s officers decides.'],
  },
  'review-top': {
    status: 409,
    zh: ['已经是最高一级', '请在这里作出决定。'],
    en: ['There is no union above', 'Decide it here.'],
  },
  'undo-too-late': {
    status: 409,
    zh: ['已不能撤销', '只能撤销自己 10 分钟内的最后一个决定；之后请用“下架”或“恢复”。'],
    en: [
      'It cannot be undone any more',
      'Only your own last decision of ten minutes; then take down or restore.',
    ],
  },
  'not-shown': {
    status: 409,
    zh: ['这个内容没有公开', '只能下架或举报正在公开的内容。'],
    en: ['This is not public', 'Only what is public can be taken down or reported.'],
  },
  'appeal-not-open': {
    status: 409,
    zh: ['现在不能申诉', '只有未通过或已下架的内容可以申诉，每项一次。'],
    en: ['No appeal is possible now', 'Only against what was rejected or taken down, once each.'],
  },
  'appeal-made': {
    status: 409,
    zh: ['已经申诉过', '每项只能申诉一次，请等待结果。'],
    en: ['You have appealed already', 'Once for each: wait for the decision.'],
  },
  'report-made': {
    status: 409,
    zh: ['您已经举报过', '我们正在处理，结果会通知您。'],
    en: ['You have reported it already', 'It is being looked at; you will be told.'],
  },
  'reports-too-many': {
    status: 429,
    zh: ['今天的举报次数已用完', '每人每天最多举报 20 次，已经提交的都会处理；其余请明天再报。'],
    en: [
      'You have made all reports of today',
      'At most 20 a day: those you made are being looked at. Come again tomorrow.',
    ],
  },
  'words-too-many': {
    status: 409,
    zh: ['词库已满', '每个词库最多 20000 个词，请先删除不用的词。'],
    en: ['The list is full', 'At most 20,000 words: take some off first.'],
  },
  'word-empty': {
    status: 422,
    zh: ['这个词只有符号', '请至少写一个文字、字母或数字。'],
    en: ['The word is only signs', 'Write at least one letter, character or digit.'],
  },
} as const satisfies Entries;
