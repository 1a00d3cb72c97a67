import type { Entries } from './entry.ts';

/** Errors of handing seats over. */
export const bookingTransferErrors = {
  'cannot-transfer': {
    status: 409,
    zh: ['这项预约不能转让', '只有已确认、尚未签到的单场预约可以转让；去不了可以取消，把名额让给别人。'],
    en: [
      'This booking cannot be handed over',
      'Only a confirmed booking of a single session can; cancel it if you cannot come.',
    ],
  },
  'transfers-not-allowed': {
    status: 409,
    zh: ['本馆不开放转让', '去不了请取消预约，名额会让给候补的职工。'],
    en: ['This palace allows no transfers', 'Cancel if you cannot come: the seat goes to who waits.'],
  },
  'transfer-too-late': {
    status: 409,
    zh: ['转让时间已过', '临近开场不能再转让；去不了请取消预约。'],
    en: ['Too late to hand it over', 'It begins too soon; cancel if you cannot come.'],
  },
  'transfer-limit': {
    status: 409,
    zh: ['转让次数已用完', '30 天内的转让次数已达上限；去不了请取消预约。'],
    en: ['No transfers left', 'You have handed over as many bookings in 30 days as allowed; cancel instead.'],
  },
  'transfer-received': {
    status: 409,
    zh: ['转来的名额不能再转', '去不了请取消预约，名额会让给候补的职工。'],
    en: ['It was handed to you and stays with you', 'Cancel if you cannot come: the seat goes to who waits.'],
  },
  'transfer-pending': {
    status: 409,
    zh: ['已经发出一份邀请', '请先收回，或等对方答复后再邀请别人。'],
    en: ['An invitation is open already', 'Take it back, or wait for the answer, before you invite another.'],
  },
  'companions-pending': {
    status: 409,
    zh: ['还有同行人未答复', '请等同行人接受，或收回邀请，然后再转让。'],
    en: ['Companions have not answered yet', 'Wait for them, or take their invitations back, first.'],
  },
  'invitation-over': {
    status: 409,
    zh: ['邀请已失效', '邀请已被接受、收回或过了时间，请联系邀请您的人。'],
    en: ['The invitation is over', 'It was accepted, taken back or ran out; ask who invited you.'],
  },
  'invitation-not-yours': {
    status: 403,
    zh: ['这份邀请不是给您的', '请用收到邀请的手机号登录后再接受。'],
    en: ['This invitation is for somebody else', 'Sign in with the phone number that was invited.'],
  },
  'invitation-to-self': {
    status: 409,
    zh: ['这是您自己的手机号', '请填写对方的手机号。'],
    en: ['This is your own phone number', 'Give the number of the person you invite.'],
  },
  'invitation-own': {
    status: 409,
    zh: ['不能接受自己发出的邀请', '请把链接发给您邀请的人。'],
    en: ['You cannot accept your own invitation', 'Send the link to the person you invite.'],
  },
} as const satisfies Entries;
