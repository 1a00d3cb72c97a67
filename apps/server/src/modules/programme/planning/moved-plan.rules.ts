import type { Quota, SessionPlan } from '@wengong/contract';
import type { SessionRow } from '../programme.tables.ts';

type Movable = Pick<
  SessionRow,
  'starts_at' | 'ends_at' | 'teacher_id' | 'capacity' | 'booking_opens_at' | 'booking_closes_at'
> & { readonly quotas: readonly Quota[] };

/**
 * The plan of a session at another time or place. Booking closes as long before the start as it did; it opens as long
 * before as well, unless it is open already: nobody who could book yesterday is shut out by a move.
 */
export function movedPlan(
  session: Movable,
  to: { startsAt: string; endsAt: string; spaceId: string | null },
  now: Date,
): SessionPlan {
  const by = Date.parse(to.startsAt) - session.starts_at.getTime();
  const shifted = (at: Date) => new Date(at.getTime() + by);
  const isOpen = session.booking_opens_at <= now;
  const opens = isOpen ? session.booking_opens_at : shifted(session.booking_opens_at);
  const untilEnd = session.booking_closes_at.getTime() === session.ends_at.getTime();
  const closes = untilEnd
    ? Date.parse(to.endsAt)
    : Math.min(shifted(session.booking_closes_at).getTime(), Date.parse(to.endsAt));
  return {
    spaceId: to.spaceId,
    teacherId: session.teacher_id,
    startsAt: to.startsAt,
    endsAt: to.endsAt,
    capacity: session.capacity,
    bookingOpensAt: opens.toISOString(),
    bookingClosesAt: new Date(Math.max(closes, opens.getTime() + 60_000)).toISOString(),
    quotas: [...session.quotas],
  };
}
