import type { Entries } from './entry.ts';

/** Errors that any route can give. */
export const requestErrors = {
  // Requests
  'invalid-request': {
    status: 400,
    zh: ['请求内容有误', '请按提示修改后再试：{details}'],
    en: ['The request is not valid', 'Correct it and try again: {details}'],
  },
  'not-signed-in': {
    status: 401,
    zh: ['请先登录', '登录后再试一次。'],
    en: ['Please sign in', 'Sign in and try again.'],
  },
  'second-factor-required': {
    status: 403,
    zh: ['需要二次验证', '请用工作账号登录，并输入动态验证码。'],
    en: ['A second factor is required', 'Sign in with your staff account and enter the one-time code.'],
  },
  'not-permitted': {
    status: 403,
    zh: ['没有权限', '您的角色不能进行此操作，请联系本馆馆长。'],
    en: ['Not permitted', 'Your role does not allow this; ask the director of your palace.'],
  },
  'not-found': {
    status: 404,
    zh: ['没有找到', '它可能已被移除，请返回上一页重新选择。'],
    en: ['Not found', 'It may have been removed; go back and choose again.'],
  },
  'method-not-allowed': {
    status: 405,
    zh: ['不支持此方法', '请查看接口文档。'],
    en: ['Method not allowed', 'See the API documentation.'],
  },
  'body-too-large': {
    status: 413,
    zh: ['内容太大', '请缩小后再试。'],
    en: ['The body is too large', 'Make it smaller and try again.'],
  },
  'unsupported-media-type': {
    status: 415,
    zh: ['格式不支持', '请以 application/json 发送。'],
    en: ['Unsupported media type', 'Send application/json.'],
  },
  'rate-limited': {
    status: 429,
    zh: ['操作太频繁', '请在 {seconds} 秒后再试。'],
    en: ['Too many requests', 'Try again in {seconds} seconds.'],
  },
  'idempotency-key-reused': {
    status: 422,
    zh: ['重复的请求标识', '同一个 Idempotency-Key 不能用于不同的请求，请换一个新的。'],
    en: ['Idempotency key reused', 'The same Idempotency-Key came with another request; use a new one.'],
  },
  conflict: {
    status: 409,
    zh: ['与现有内容冲突', '内容已被他人修改，请刷新后再试。'],
    en: ['Conflict', 'It was changed meanwhile; reload and try again.'],
  },
  busy: {
    status: 503,
    zh: ['此刻人多', '请稍候几秒再试，您的信息没有丢失。'],
    en: ['Busy right now', 'Try again in a few seconds; nothing was lost.'],
  },
  'outcome-unknown': {
    status: 503,
    zh: [
      '不确定是否已成功',
      '与数据库的连接在最后一刻中断；再试之前，请先到“我的预约”等页面看看是否已办成。',
    ],
    en: [
      'It may have gone through',
      'The connection broke at the last moment: look whether it is among your bookings before you try again.',
    ],
  },
  'internal-error': {
    status: 500,
    zh: ['系统出错', '请稍后再试；如仍出错，请把编号 {requestId} 告诉工作人员。'],
    en: ['Something went wrong', 'Try again later; if it persists tell the staff this number: {requestId}'],
  },
} as const satisfies Entries;
