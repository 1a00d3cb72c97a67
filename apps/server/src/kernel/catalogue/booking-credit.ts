import type { Entries } from './entry.ts';

/** Errors of credit and appeals. */
export const bookingCreditErrors = {
  'companions-not-now': {
    status: 409,
    zh: ['目前不能为同行人占位', '您在本馆的信用为“低”，可先为自己预约；信用会随时间恢复，详见“我的信用”。'],
    en: [
      'No places for companions at present',
      'Your credit here is low: book for yourself; it recovers with time, see “My credit”.',
    ],
  },
  'already-appealed': {
    status: 409,
    zh: ['这一条已经申诉过', '每条记录可申诉一次，结果会通知您。'],
    en: [
      'You have appealed against this already',
      'Each entry can be appealed against once; you will be told.',
    ],
  },
  'appeal-too-late': {
    status: 409,
    zh: ['申诉期已过', '如有特殊情况，请联系场馆前台。'],
    en: ['The time to appeal is over', 'If there is a special reason, ask at the front desk.'],
  },
  'credit-relieved': {
    status: 409,
    zh: ['这一条已不再计分', '无需申诉。'],
    en: ['This entry counts no longer', 'There is nothing to appeal against.'],
  },
  'appeal-needs-words': {
    status: 422,
    zh: ['请写明情况', '选择“其他”时，请在说明里写几句发生了什么。'],
    en: ['Say what happened', 'With “something else”, write a few words about it.'],
  },
  'rejection-needs-words': {
    status: 422,
    zh: ['请写明原因', '不通过时，请在“给职工的话”里说明原因，职工会看到。'],
    en: ['Say why', 'When you reject an appeal, write why: the worker will read it.'],
  },
  'appeal-decided': {
    status: 409,
    zh: ['这项申诉已有结果', '请刷新页面查看是谁、如何处理的。'],
    en: ['This appeal has been decided', 'Reload the page to see by whom and how.'],
  },
  'own-appeal': {
    status: 403,
    zh: ['不能处理自己的申诉', '请由其他同事处理。'],
    en: ['You cannot decide your own appeal', 'Ask a colleague to do it.'],
  },
} as const satisfies Entries;
