import { defineMessages } from '#lib/i18n/messages.ts';

export const errorMessages = defineMessages({
  zh: {
    missing: '这一页不在这里',
    forbidden: '这里不对您开放',
    busy: '来的人太多了',
    failed: '页面出错了',
    home: '回首页',
    activities: '看看活动',
    signIn: '换个账号登录',
    retry: '再试一次',
    reference: (id: string) => `编号 ${id}`,
  },
  en: {
    missing: 'This page is not here',
    forbidden: 'Not open to you',
    busy: 'Too many visitors just now',
    failed: 'Something went wrong',
    home: 'Home',
    activities: 'See activities',
    signIn: 'Sign in as somebody else',
    retry: 'Try again',
    reference: (id: string) => `Reference ${id}`,
  },
});
