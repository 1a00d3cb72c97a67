import type { Entries } from './entry.ts';

/** Errors of the booking module. */
export const bookingErrors = {
  // Who may book, and when
  'session-not-open': {
    status: 409,
    zh: ['暂不接受预约', '该活动尚未发布或已撤下，请看看其他活动。'],
    en: ['Not open for booking', 'The activity is not published; please look at others.'],
  },
  'session-called-off': {
    status: 409,
    zh: ['本场已取消', '请选择其他场次。'],
    en: ['This session is cancelled', 'Please choose another one.'],
  },
  'booking-not-open-yet': {
    status: 409,
    zh: ['预约尚未开始', '请在开放预约的时间再来。'],
    en: ['Booking has not opened yet', 'Come back when it opens.'],
  },
  'booking-closed': {
    status: 409,
    zh: ['预约已截止', '请选择其他场次，或到现场咨询前台。'],
    en: ['Booking has closed', 'Choose another session, or ask at the front desk.'],
  },
  'members-only': {
    status: 403,
    zh: ['仅限工会会员', '请先在“我的—会员”中认证工会会员身份。'],
    en: ['For union members only', 'Verify your union membership under “Me” first.'],
  },
  'not-eligible': {
    status: 403,
    zh: ['本场面向特定职工群体', '如您符合条件，请联系所在工会为您登记；也可选择面向所有职工的活动。'],
    en: [
      'This session is for certain groups of workers',
      'If you belong to one, ask your union to register you; or choose an activity open to everyone.',
    ],
  },
  'already-booked': {
    status: 409,
    zh: ['您已预约本场', '请在“我的预约”中查看。'],
    en: ['You have booked this session already', 'See “My bookings”.'],
  },
  'overlapping-booking': {
    status: 409,
    zh: ['与您的另一项预约时间冲突', '请选择其他时间，或先取消那一项预约。'],
    en: ['It overlaps with another booking of yours', 'Choose another time, or cancel that booking first.'],
  },
  'too-many-bookings': {
    status: 409,
    zh: ['您在本馆的预约已达上限', '参加或取消一项之后再预约。'],
    en: ['You have as many bookings here as allowed', 'Book again after attending or cancelling one.'],
  },
  'too-many-companions': {
    status: 422,
    zh: ['同行人太多', '本活动每人最多可带 {max} 位同行人。'],
    en: ['Too many companions', 'You may bring at most {max}.'],
  },
  'capacity-exhausted': {
    status: 409,
    zh: ['名额已满', '可以加入候补，有名额时会通知您；或选择其他场次。'],
    en: ['Sold out', 'Join the waiting list and be told when a seat comes free, or choose another session.'],
  },
  'session-changed': {
    status: 409,
    zh: ['本场安排刚有变动', '请刷新页面，核对时间后再预约。'],
    en: ['The session has just changed', 'Reload the page, check the time and book again.'],
  },

  // Existing bookings
  'hold-expired': {
    status: 409,
    zh: ['保留时间已过', '名额已转给下一位，您可以重新预约或候补。'],
    en: ['The offer has run out', 'The seat went on to the next; book or join the waiting list again.'],
  },
  'nothing-to-confirm': {
    status: 409,
    zh: ['没有待确认的名额', '请在“我的预约”中查看最新状态。'],
    en: ['There is no seat to confirm', 'See its present state under “My bookings”.'],
  },
  'cannot-cancel': {
    status: 409,
    zh: ['现在不能取消', '活动已开始、已签到或预约已结束；如有疑问请联系前台。'],
    en: [
      'It cannot be cancelled now',
      'It has begun, you have checked in, or it is over; ask the front desk if in doubt.',
    ],
  },
  'booking-changed': {
    status: 409,
    zh: ['预约状态刚有变化', '请刷新页面后再试。'],
    en: ['The booking has just changed', 'Reload the page and try again.'],
  },
  'person-unknown': {
    status: 404,
    zh: ['该手机号还没有账号', '请对方先用手机号登录一次，然后再代为预约。'],
    en: ['No account with this phone number', 'Ask the person to sign in once, then book for them.'],
  },
  'policy-changed': {
    status: 409,
    zh: ['规则刚被他人修改', '请刷新页面，核对后再保存。'],
    en: ['The rules have just been changed by someone else', 'Reload the page, check and save again.'],
  },

  // The door
  'undo-too-late': {
    status: 409,
    zh: ['不能撤销', '本场已结束，签到记录不再变动。'],
    en: ['It cannot be undone', 'The session is over; its admissions stay as they are.'],
  },

  'visits-below-zero': {
    status: 409,
    zh: ['更正过多', '目前只登记了 {counted} 人，请重新填写更正人数。'],
    en: ['Corrected too far', 'Only {counted} visitors are counted so far; correct by at most as many.'],
  },

  // Spaces
  'slot-not-offered': {
    status: 409,
    zh: ['没有这个时段', '请从列出的空闲时段中选择；连续时段须在开放时间内。'],
    en: [
      'There is no such slot',
      'Choose from the free slots shown; several must follow on within opening hours.',
    ],
  },
  'slot-not-free': {
    status: 409,
    zh: ['时段已被占用', '请选择其他空闲时段。'],
    en: ['The slot is taken', 'Choose another free slot.'],
  },
  'slot-too-far': {
    status: 409,
    zh: ['时段太远', '最多可提前 {days} 天预约。'],
    en: ['Too far ahead', 'Spaces can be booked at most {days} days ahead.'],
  },

  // Landmarks
  'too-many-landmarks': {
    status: 409,
    zh: ['打卡点太多', '每馆最多 {max} 个打卡点，请修改已有的打卡点。'],
    en: ['Too many landmarks', 'A palace has at most {max}; change one of them instead.'],
  },
  'stamp-code-invalid': {
    status: 409,
    zh: ['打卡码已失效', '请到打卡点重新扫描屏幕上的二维码。'],
    en: ['The code has run out', 'Scan the code on the landmark’s screen again.'],
  },
} as const satisfies Entries;
