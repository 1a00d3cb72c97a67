import { spokenPeriod, spokenTime } from '../../kernel/spoken-time.ts';
import type { MessageParams } from './notice.kinds.ts';

// Phrases that the sentences of messages are put together from, in Chinese and in English.

export const seatsZh = ({ seats }: MessageParams) =>
  seats !== undefined && seats > 1 ? ` ${seats} 个名额` : '名额';
export const seatsEn = ({ seats }: MessageParams) =>
  seats !== undefined && seats > 1 ? `${seats} seats for ` : '';
export const reasonZh = ({ reason }: MessageParams) => (reason ? `原因：${reason}` : '');
export const reasonEn = ({ reason }: MessageParams) => (reason ? `Reason: ${reason}` : '');
export const noteZh = ({ reason }: MessageParams) => (reason ? `场馆说：${reason}` : '');
export const noteEn = ({ reason }: MessageParams) => (reason ? `The palace says: ${reason}` : '');
export const lostZh = ({ cause = 'late_cancel' }: MessageParams) =>
  ({
    no_show: '没有签到记录',
    late_cancel: '取消较晚，名额难以转给别人',
    late_space: '取消较晚，场地难以让给别人',
  })[cause];
export const lostEn = ({ cause = 'late_cancel' }: MessageParams) =>
  ({
    no_show: 'there is no check-in',
    late_cancel: 'it was cancelled so late that the seat could hardly be passed on',
    late_space: 'it was given back so late that hardly anybody else could use it',
  })[cause];
export const whereZh = (p: MessageParams) => [p.palace, p.place].filter(Boolean).join(' ');
export const whereEn = (p: MessageParams) => [p.placeEn, p.palaceEn].filter(Boolean).join(', ');
export const movedZh = (p: MessageParams) =>
  isMoved(p) ? `原定 ${timeZh(p.previousStartsAt, p)}，` : '更换了地点，';
export const movedEn = (p: MessageParams) =>
  isMoved(p) ? `was ${timeEn(p.previousStartsAt, p)} and ` : 'has a new place and ';
const isMoved = (p: MessageParams) => p.previousStartsAt !== p.startsAt || p.previousEndsAt !== p.endsAt;

export const whenZh = (p: MessageParams) => spokenPeriod('zh', p);
export const whenEn = (p: MessageParams) => spokenPeriod('en', p);
export const timeZh = (instant: string | undefined, p: MessageParams) =>
  spokenTime('zh', instant, p.timeZone);
export const timeEn = (instant: string | undefined, p: MessageParams) =>
  spokenTime('en', instant, p.timeZone);

/** The last day of what ends at midnight. */
export const dayZh = (p: MessageParams) => lastDay('zh-CN', p);
export const dayEn = (p: MessageParams) => lastDay('en-GB', p);

function lastDay(language: 'zh-CN' | 'en-GB', { endsAt, timeZone }: MessageParams): string {
  const day = { timeZone, year: 'numeric', month: 'long', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(language, day).format(new Date(Date.parse(endsAt) - 1));
}

export function bookedZh({ union, byStaff }: MessageParams): string {
  if (union) return `已由${union}为您报名`;
  return byStaff ? '已由工作人员为您预约' : '已预约成功';
}

export function bookedEn({ unionEn, byStaff }: MessageParams): string {
  if (unionEn) return `${unionEn} enrolled you for`;
  return byStaff ? 'The staff booked' : 'You have booked';
}
