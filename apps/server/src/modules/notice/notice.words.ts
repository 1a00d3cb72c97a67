import { localDay } from '../../kernel/zone.ts';
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
export const whereZh = (p: MessageParams) => [p.palace, p.place].filter(Boolean).join(' ');
export const whereEn = (p: MessageParams) => [p.placeEn, p.palaceEn].filter(Boolean).join(', ');
export const movedZh = (p: MessageParams) =>
  isMoved(p) ? `原定 ${timeZh(p.previousStartsAt, p)}，` : '更换了地点，';
export const movedEn = (p: MessageParams) =>
  isMoved(p) ? `was ${timeEn(p.previousStartsAt, p)} and ` : 'has a new place and ';
const isMoved = (p: MessageParams) => p.previousStartsAt !== p.startsAt || p.previousEndsAt !== p.endsAt;

export const whenZh = (p: MessageParams) => period('zh-CN', p);
export const whenEn = (p: MessageParams) => period('en-GB', p);
export const timeZh = (instant: string | undefined, p: MessageParams) => moment('zh-CN', instant, p);
export const timeEn = (instant: string | undefined, p: MessageParams) => moment('en-GB', instant, p);

/** The last day of what ends at midnight. */
export const dayZh = (p: MessageParams) => lastDay('zh-CN', p);
export const dayEn = (p: MessageParams) => lastDay('en-GB', p);

function lastDay(language: Language, { endsAt, timeZone }: MessageParams): string {
  const day = { timeZone, year: 'numeric', month: 'long', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(language, day).format(new Date(Date.parse(endsAt) - 1));
}

/** Start and end, the end without its day when that is the same. */
function period(language: Language, { startsAt, endsAt, timeZone }: MessageParams): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const { full, time } = formatsOf(language, timeZone);
  const isOneDay = localDay(start, timeZone) === localDay(end, timeZone);
  return `${full.format(start)}–${(isOneDay ? time : full).format(end)}`;
}

function moment(language: Language, instant: string | undefined, { timeZone }: MessageParams): string {
  return instant === undefined ? '' : formatsOf(language, timeZone).full.format(new Date(instant));
}

type Language = 'zh-CN' | 'en-GB';
const formats = new Map<string, { full: Intl.DateTimeFormat; time: Intl.DateTimeFormat }>();

/** Making a format is slow; there are two languages and hardly more than one zone. */
function formatsOf(language: Language, timeZone: string) {
  const key = `${language} ${timeZone}`;
  let made = formats.get(key);
  if (made === undefined) {
    const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const day = { month: 'long', day: 'numeric', weekday: 'short' } as const;
    made = {
      full: new Intl.DateTimeFormat(language, { ...clock, ...day }),
      time: new Intl.DateTimeFormat(language, clock),
    };
    formats.set(key, made);
  }
  return made;
}

export function bookedZh({ union, byStaff }: MessageParams): string {
  if (union) return `已由${union}为您报名`;
  return byStaff ? '已由工作人员为您预约' : '已预约成功';
}

export function bookedEn({ unionEn, byStaff }: MessageParams): string {
  if (unionEn) return `${unionEn} enrolled you for`;
  return byStaff ? 'The staff booked' : 'You have booked';
}
