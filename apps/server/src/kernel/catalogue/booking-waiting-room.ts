import type { Entries } from './entry.ts';

/** Errors of the waiting room of a session. */
export const bookingWaitingRoomErrors = {
  'waiting-room-not-open': {
    status: 409,
    zh: ['等候室还没开门', '开放预约前 30 分钟可以进来等候，早来晚来排号机会一样。'],
    en: [
      'The waiting room is not open yet',
      'Its door opens 30 minutes before booking does; coming earlier gains nothing.',
    ],
  },
  'challenge-invalid': {
    status: 409,
    zh: ['页面停留太久了', '请刷新页面，再点一次“加入排队”。'],
    en: ['The page has been open too long', 'Reload it and join the queue once more.'],
  },
  'challenge-unsolved': {
    status: 409,
    zh: ['还要再等一小会儿', '请等 {seconds} 秒后再点一次，不会影响您的机会。'],
    en: ['One moment more', 'Press again in {seconds} seconds; you lose nothing by it.'],
  },
  'challenge-spent': {
    status: 409,
    zh: ['这次排队已经用过', '请刷新页面，重新加入排队。'],
    en: ['This has been used already', 'Reload the page and join the queue again.'],
  },
  'not-in-waiting-room': {
    status: 404,
    zh: ['您还没有排队', '请先点“加入排队”。'],
    en: ['You are not in the queue', 'Join the queue first.'],
  },
  'not-your-turn': {
    status: 409,
    zh: ['还没轮到您', '请留在等候页面，轮到时会自动进入。'],
    en: ['It is not your turn yet', 'Stay on the waiting page; it takes you in when it is.'],
  },
  'turn-passed': {
    status: 409,
    zh: ['办理时间已过', '名额已让给后面的人，您可以重新排队。'],
    en: ['Your time to book has run out', 'The place went on to the next; you can queue again.'],
  },
  'pass-required': {
    status: 409,
    zh: ['本场需要排队', '请先进入等候室排队，轮到后再预约。'],
    en: ['This session has a waiting room', 'Join the queue first, and book when it is your turn.'],
  },
  'pass-invalid': {
    status: 409,
    zh: ['入场凭证无效', '请回到等候室，用本人账号重新进入。'],
    en: ['The pass is not valid', 'Go back to the waiting room and come in with your own account.'],
  },
  'pass-expired': {
    status: 409,
    zh: ['办理时间已过', '名额已让给后面的人，请回到等候室重新排队。'],
    en: ['Your time to book has run out', 'The place went on to the next; queue again in the waiting room.'],
  },
} as const satisfies Entries;
