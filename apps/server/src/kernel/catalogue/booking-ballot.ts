import type { Entries } from './entry.ts';

/** Errors of ballots. */
export const ballotErrors = {
  'ballot-session': {
    status: 409,
    zh: ['本场名额由摇号产生', '请报名参加摇号；摇号结束后如有剩余名额，可直接预约。'],
    en: [
      'Places of this session are drawn by ballot',
      'Enter the ballot; places left after it can be booked.',
    ],
  },
  'ballot-not-open-yet': {
    status: 409,
    zh: ['摇号报名尚未开始', '请在报名开始后再来，先来后到不影响中签机会。'],
    en: ['The ballot is not open yet', 'Come back when it opens; entering early brings no advantage.'],
  },
  'ballot-closed': {
    status: 409,
    zh: ['摇号报名已截止', '请等候结果；摇号后如有剩余名额，可直接预约。'],
    en: ['The ballot has closed', 'Please wait for the result; places left after it can be booked.'],
  },
  'ballot-not-entered': {
    status: 404,
    zh: ['您没有报名本次摇号', '请在“我的预约”中查看其他安排。'],
    en: ['You have not entered this ballot', 'See “My bookings” for what you have.'],
  },
  'ballot-not-planned': {
    status: 409,
    zh: ['本场不是摇号场次', '请先在场次设置中把名额分配方式改为“摇号”。'],
    en: ['This session is not given out by ballot', 'Set its release to “ballot” first.'],
  },
  'ballot-begun': {
    status: 409,
    zh: ['摇号报名已经开始', '开始后不能再改设置；如有差错，请取消本场并重新安排。'],
    en: [
      'The ballot has begun',
      'Its settings stay; if they are wrong, cancel the session and plan it again.',
    ],
  },
  'ballot-times': {
    status: 422,
    zh: ['摇号时间不合理', '请按“开始报名、截止、摇号、活动开始”的先后填写，且不要早于现在。'],
    en: [
      'The times are not in order',
      'Opening, closing, draw and the session must follow each other, from now on.',
    ],
  },
  'ballot-not-closed': {
    status: 409,
    zh: ['报名名单尚未封存', '请在报名截止、名单哈希公布之后再操作。'],
    en: [
      'The entries are not fixed yet',
      'Wait until the ballot has closed and the hash of its entries is published.',
    ],
  },
  'ballot-no-public-value': {
    status: 409,
    zh: ['本次摇号没有约定公开数值', '无需填写，可直接摇号。'],
    en: ['No public value was named for this ballot', 'Nothing is to be entered; draw.'],
  },
  'ballot-second-person': {
    status: 409,
    zh: ['公开数值须由另一位工作人员确认', '请另一位同事登录后再填写一次。'],
    en: ['Another member of staff must confirm the value', 'Ask a colleague to sign in and enter it again.'],
  },
  'ballot-value-differs': {
    status: 409,
    zh: ['两次填写的公开数值不一致', '请核对公告；第一次填错的，由填写人改正后再确认。'],
    en: [
      'The two values differ',
      'Check the announcement; whoever entered it first corrects it, then confirm.',
    ],
  },
  'ballot-needs-value': {
    status: 409,
    zh: ['公开数值尚未确认', '请两位工作人员先后填写公开数值，再摇号。'],
    en: ['The public value is not confirmed', 'Two members of staff must enter it before the draw.'],
  },
  'ballot-drawn': {
    status: 409,
    zh: ['摇号已经完成', '结果已公布，不能更改。'],
    en: ['The ballot is drawn', 'The result is published and stays.'],
  },
  'ballot-not-drawn': {
    status: 404,
    zh: ['摇号尚未进行', '结果公布后再来下载。'],
    en: ['The ballot is not drawn yet', 'Come back when the result is published.'],
  },
} as const satisfies Entries;
