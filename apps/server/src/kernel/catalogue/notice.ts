import type { Entries } from './entry.ts';

/** Errors of the notice module. */
export const noticeErrors = {
  'push-service-unknown': {
    status: 422,
    zh: ['暂不支持这个浏览器的推送', '消息仍会出现在“消息”里；也可以换用其他浏览器打开推送。'],
    en: [
      'This browser’s push service is not supported',
      'Messages still come to your inbox; or switch push on in another browser.',
    ],
  },
} as const satisfies Entries;
