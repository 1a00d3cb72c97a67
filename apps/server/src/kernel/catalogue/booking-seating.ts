import type { Entries } from './entry.ts';

/** Errors of numbered seats. */
export const bookingSeatingErrors = {
  'seat-taken': {
    status: 409,
    zh: ['{place}刚被选走', '{instead}您填写的内容都还在，请重新选座后提交。'],
    en: ['{placeEn} has just been taken', '{insteadEn}What you filled in is kept: choose again and submit.'],
  },
  'seat-unknown': {
    status: 422,
    zh: ['没有这个座位', '所选座位不在本场座位图中或不出售，请重新选座。'],
    en: ['No such seat', 'A chosen seat is not in this session’s map or is not sold; choose again.'],
  },
  'seats-miscounted': {
    status: 422,
    zh: ['座位数与人数不符', '本人和同行人共 {people} 位，请选择 {people} 个座位。'],
    en: ['Not as many seats as people', 'You are {people} people: choose {people} different seats.'],
  },
  'seat-for-wheelchair': {
    status: 409,
    zh: ['这是轮椅席或陪同席', '如有人使用轮椅，请先勾选“需要轮椅席”；否则请选其他座位。'],
    en: [
      'A place for a wheelchair or its companion',
      'If somebody uses a wheelchair, tick “wheelchair place” first; otherwise choose another seat.',
    ],
  },
  'wheelchair-places-taken': {
    status: 409,
    zh: ['本场轮椅席已约完', '请联系本馆前台协助安排，或选择其他场次。'],
    en: ['The places for wheelchairs are taken', 'Ask the front desk to help, or choose another session.'],
  },
  'session-not-seated': {
    status: 409,
    zh: ['本场不对号入座', '无需选座，直接预约即可。'],
    en: ['Seats of this session have no numbers', 'Book without choosing a seat.'],
  },
  'seating-in-use': {
    status: 409,
    zh: ['本场已有人预约', '已有预约的场次不能更换座位图；可为个别预约换座，或另开一场。'],
    en: [
      'Somebody has booked this session',
      'Its seat map cannot be changed any more; move single bookings, or add another session.',
    ],
  },
  'booking-has-no-seats': {
    status: 409,
    zh: ['该预约没有座位', '只有已确认的对号入座预约可以换座，请核对预约状态。'],
    en: ['The booking has no numbered seats', 'Only confirmed bookings with numbered seats can be moved.'],
  },
} as const satisfies Entries;
