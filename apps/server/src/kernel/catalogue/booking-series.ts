import type { Entries } from './entry.ts';

/** Errors of series enrolment. */
export const bookingSeriesErrors = {
  'enrol-in-series': {
    status: 409,
    zh: ['本课程整期报名', '请到活动页报名整期；开课前 48 小时内如有空位，可以单次参加。'],
    en: [
      'This course is booked as a whole',
      'Enrol on its page; from 48 hours before a session its free seats can be booked singly.',
    ],
  },
  'not-a-series': {
    status: 409,
    zh: ['本活动按场次预约', '请在活动页选择场次预约。'],
    en: ['This activity is booked by session', 'Choose a session on its page.'],
  },
  'series-over': {
    status: 409,
    zh: ['本期课程没有后续场次了', '请看看其他课程，或等下一期。'],
    en: ['No sessions are left in this series', 'Look at other courses, or wait for the next series.'],
  },
  'already-enrolled': {
    status: 409,
    zh: ['您已报名本课程', '请在“我的预约”中查看。'],
    en: ['You are enrolled already', 'See “My bookings”.'],
  },
  'series-changed': {
    status: 409,
    zh: ['课程安排刚有变动', '请刷新页面，核对日期后再报名。'],
    en: ['The series has just changed', 'Reload the page, check the dates and enrol again.'],
  },
} as const satisfies Entries;
