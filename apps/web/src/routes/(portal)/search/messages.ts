import { defineMessages } from '#lib/i18n/messages.ts';

export const messages = defineMessages({
  zh: {
    title: '搜索',
    hint: '可以用几个词一起找，例如“广场舞 周末”；也可以用拼音首字母，例如“gcw”。',
    byKind: '按类型找',
    byTime: '按时间找',
  },
  en: {
    title: 'Search',
    hint: 'Several words narrow it down. Chinese, English and pinyin initials all work.',
    byKind: 'By kind',
    byTime: 'By time',
  },
});
