import { datesOf, type RepeatRule, type SessionPlan, type SessionTemplate } from '@wengong/contract';
import { type Day, instantAt, minutesOf, plusDays } from '../../../kernel/zone.ts';

/** A session of a rule on one of its days. */
export function planOn(day: Day, template: SessionTemplate, zone: string, now: Date): SessionPlan {
  const { startTime, endTime, opens, closesMinutesBefore, ...shared } = template;
  const startsAt = instantAt(day, minutesOf(startTime), zone);
  const endDay = minutesOf(endTime) <= minutesOf(startTime) ? plusDays(day, 1) : day;
  const endsAt = instantAt(endDay, minutesOf(endTime), zone);
  const closes = new Date(startsAt.getTime() - closesMinutesBefore * 60_000);
  const opensAt = opens === null ? now : openingOn(day, opens, zone);
  // Planned late, e.g. for today: booking is open until it starts rather than never.
  const closesAt = closes > opensAt ? closes : endsAt;
  return {
    spaceId: shared.spaceId,
    teacherId: shared.teacherId,
    capacity: shared.capacity,
    quotas: shared.quotas,
    ...(shared.release === undefined ? {} : { release: shared.release }),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    bookingOpensAt: opensAt.toISOString(),
    bookingClosesAt: closesAt.toISOString(),
  };
}

function openingOn(day: Day, opens: { daysBefore: number; time: string }, zone: string): Date {
  const [hours = '0', minutes = '0', seconds = '0'] = opens.time.split(':');
  const at = instantAt(plusDays(day, -opens.daysBefore), Number(hours) * 60 + Number(minutes), zone);
  return new Date(at.getTime() + Number(seconds) * 1000);
}

/** A session of a rule as far as it decides what becomes of it. */
export interface RuleSession {
  readonly id: string;
  readonly day: Day;
  /** Scheduled, and it has not begun. */
  readonly open: boolean;
}

/** Whether a rule that changes takes a session along. */
export const isOpen = (session: { status: string; starts_at: Date }, now: Date): boolean =>
  session.status === 'scheduled' && session.starts_at > now;

/** What a changed rule does to its sessions from a day on; what has begun or was cancelled stays as it is. */
export function changeOf(
  sessions: readonly RuleSession[],
  repeat: RepeatRule,
  from: Day,
): { added: Day[]; kept: string[]; dropped: string[] } {
  const wanted = datesOf(repeat).filter((day) => day >= from);
  const following = sessions.filter((session) => session.day >= from);
  const there = new Set(following.map((session) => session.day));
  const open = following.filter((session) => session.open);
  return {
    added: wanted.filter((day) => !there.has(day)),
    kept: open.filter((session) => wanted.includes(session.day)).map((session) => session.id),
    dropped: open.filter((session) => !wanted.includes(session.day)).map((session) => session.id),
  };
}

/**
 * A rule one of whose sessions goes its own way: its day is an exception, and no other takes its place, so that
 * twelve classes stay twelve when one of them is moved.
 */
export const withoutDay = (repeat: RepeatRule, day: Day): RepeatRule => ({
  ...repeat,
  exceptions: [...new Set([...repeat.exceptions, day])].sort(),
  count: repeat.count === null ? null : Math.max(1, repeat.count - 1),
});

/**
 * A rule that gets a day back; `others` are the sessions it has without that one. Null when it would not fall on the day.
 */
export function withDay(repeat: RepeatRule, day: Day, others: number): RepeatRule | null {
  const again = {
    ...repeat,
    exceptions: repeat.exceptions.filter((one) => one !== day),
    count: repeat.count === null ? null : Math.max(repeat.count, others + 1),
  };
  return datesOf(again).includes(day) ? again : null;
}

/** The same rule some weeks later, for a copy; null when its days would not be the same weekdays. */
export function shifted(repeat: RepeatRule, days: number): RepeatRule | null {
  if (repeat.frequency !== 'weekly' || days % 7 !== 0) return null;
  return {
    ...repeat,
    firstDay: plusDays(repeat.firstDay, days),
    until: repeat.until === null ? null : plusDays(repeat.until, days),
    exceptions: repeat.exceptions.map((day) => plusDays(day, days)),
  };
}
