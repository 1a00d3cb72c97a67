import { defineMessages } from '#lib/i18n/messages.ts';

/** What the policy says, in the order of the reviewer's number keys. */
export const reasonNames = defineMessages({
  zh: {
    unlawful: '违法违规',
    violence: '血腥暴力',
    sexual: '低俗色情',
    insult: '辱骂歧视',
    advertising: '广告引流',
    copyright: '没有授权的音乐或画面',
    privacy: '他人隐私或肖像',
    off_topic: '与主题无关',
    quality: '画面声音不清楚',
    other: '其他原因',
  },
  en: {
    unlawful: 'Breaks the law',
    violence: 'Violence',
    sexual: 'Indecent',
    insult: 'Insults',
    advertising: 'Advertising',
    copyright: 'No permission for music or pictures',
    privacy: 'Somebody’s privacy',
    off_topic: 'Off topic',
    quality: 'Cannot be watched',
    other: 'Another reason',
  },
});

export const kindNames = defineMessages({
  zh: { video: '视频', 'contest-entry': '参赛作品', caption: '字幕', comment: '评论', danmaku: '弹幕' },
  en: {
    video: 'Video',
    'contest-entry': 'Contest entry',
    caption: 'Captions',
    comment: 'Comment',
    danmaku: 'Danmaku',
  },
});

export const stateNames = defineMessages({
  zh: {
    waiting: '待审核',
    approved: '已通过',
    rejected: '未通过',
    taken_down: '已下架',
    withdrawn: '已撤回',
  },
  en: {
    waiting: 'Waiting',
    approved: 'Approved',
    rejected: 'Not approved',
    taken_down: 'Taken down',
    withdrawn: 'Withdrawn',
  },
});

export const stateTones = {
  waiting: 'wheat',
  approved: 'jade',
  rejected: 'cinnabar',
  taken_down: 'cinnabar',
  withdrawn: 'plain',
} as const;
