import type { CheckInResult } from './booking-console.ts';

type DoorReason = CheckInResult['reason'];

/** What the door shows, in both languages: what is the matter and what to do. */
const doorSentences: Readonly<Record<DoorReason, { readonly zh: string; readonly en: string }>> = {
  admitted: { zh: '请进', en: 'Welcome' },
  already: { zh: '此票已签到，请勿重复入场', en: 'Already checked in: do not admit again' },
  forged: {
    zh: '票码无效或被改动，请持票人打开“我的预约”重新出示',
    en: 'Not a genuine ticket: ask for it from “My bookings”',
  },
  unknown: { zh: '没有这张票，请核对编码后重新输入', en: 'No such ticket: check the code and type it again' },
  'other-palace': { zh: '这是其他文化宫的票', en: 'This ticket is for another palace' },
  'other-session': { zh: '不是本场的票，请核对场次', en: 'Not a ticket of this session: check which one' },
  cancelled: { zh: '该预约已取消', en: 'The booking was cancelled' },
  revoked: { zh: '该票已作废，请出示最新的票', en: 'The ticket is no longer valid: ask for the newest' },
  'not-confirmed': { zh: '该预约未确认', en: 'The booking is not confirmed' },
  'session-cancelled': { zh: '本场已取消', en: 'The session was cancelled' },
  'too-early': { zh: '还未到签到时间，可由工作人员放行', en: 'Check-in is not open yet; staff may override' },
  'too-late': { zh: '已过签到时间，可由工作人员放行', en: 'Check-in has closed; staff may override' },
};

/** The door's answer, by a server or by a device without network, in both languages; `more` is known of a ticket found. */
export function doorAnswer(reason: DoorReason, more: Partial<CheckInResult> = {}): CheckInResult {
  return {
    result: reason === 'admitted' || reason === 'already' ? reason : 'refused',
    reason,
    message: doorSentences[reason].zh,
    messageEn: doorSentences[reason].en,
    checkInId: null,
    at: null,
    holderName: null,
    sessionId: null,
    title: null,
    titleEn: null,
    startsAt: null,
    seat: null,
    seats: null,
    place: null,
    placeEn: null,
    ...more,
  };
}
