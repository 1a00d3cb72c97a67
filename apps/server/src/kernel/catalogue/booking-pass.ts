import type { Entries } from './entry.ts';

/** Errors of passes. */
export const bookingPassErrors = {
  'pass-not-for-this': {
    status: 409,
    zh: ['这张卡不能用于本场', '请换一张卡，或选择到场付费。'],
    en: ['This pass is not good for the session', 'Use another pass, or pay at the desk.'],
  },
  'pass-out-of-time': {
    status: 409,
    zh: ['本场不在卡的有效期内', '请换一张卡，或选择到场付费；需要延期请联系前台。'],
    en: [
      'The session is outside the pass’s time',
      'Use another pass, or pay at the desk; the front desk may extend it.',
    ],
  },
  'pass-used-up': {
    status: 409,
    zh: ['这张卡的次数已用完', '请换一张卡，或选择到场付费；取消别的用卡预约会退回次数。'],
    en: [
      'No visit is left on this pass',
      'Use another pass, or pay at the desk; cancelling another booking made with it gives one back.',
    ],
  },
  'pass-void': {
    status: 409,
    zh: ['这张卡已作废', '如有疑问请联系前台。'],
    en: ['This pass is void', 'Ask the front desk if in doubt.'],
  },
  'pass-in-use': {
    status: 409,
    zh: ['还有 {bookings} 项用这张卡的预约', '请先取消这些预约，再作废这张卡。'],
    en: ['{bookings} bookings ahead use this pass', 'Cancel them first, then void it.'],
  },
  'pass-plan-off-sale': {
    status: 409,
    zh: ['这种卡已停售', '请选择在售的卡种，或由馆长重新上架。'],
    en: ['This kind of pass is off sale', 'Choose one that is on sale, or have the director put it back.'],
  },
  'pass-scope-unknown': {
    status: 422,
    zh: ['适用范围里有不存在的项目', '请刷新页面，从列表中重新选择品牌或活动。'],
    en: [
      'The pass names something that is not there',
      'Reload and choose brands or activities from the list.',
    ],
  },
  'pass-not-longer': {
    status: 422,
    zh: ['不能缩短有效期', '请选择不早于现在的截止日；要收回请作废。'],
    en: ['A pass cannot be made shorter', 'Choose a day no earlier than now; to take it back, void it.'],
  },
  'pass-refund-too-much': {
    status: 422,
    zh: ['退款超过售价', '退款最多为售价 {max} 元。'],
    en: ['More than was paid', 'At most the price of ¥{max} can be paid back.'],
  },
} as const satisfies Entries;
