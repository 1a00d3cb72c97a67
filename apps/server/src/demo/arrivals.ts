import { type DemoCalendar, later, MINUTE } from './calendar.ts';
import { isDropIn, type Session } from './programme.ts';
import type { Seated } from './seating.ts';
import type { Seed } from './seed.ts';

/** Chances that somebody is there by now: of a session under way, of one that begins soon, of an exhibition. */
const UNDER_WAY = 0.86;
const EARLY = 0.3;
const DROPPED_IN = 0.55;

/**
 * When the holder of a booking was let in; null when they were not, or not yet. Who is expected and comes before the
 * session ends becomes `checked_in`.
 */
export function arrivalOf(calendar: DemoCalendar, seed: Seed, session: Session, one: Seated): Date | null {
  if (one.status === 'completed') return onTime(seed, session);
  if (one.status !== 'confirmed' || one.request.fate === 'confirmed') return null;
  const at = isDropIn(session)
    ? droppedIn(calendar, seed, session, one)
    : punctual(calendar, seed, session, one);
  if (at !== null) one.status = 'checked_in';
  return at;
}

const onTime = (seed: Seed, session: Session): Date =>
  later(session.startsAt, seed.between(-25, 12) * MINUTE);

function punctual(calendar: DemoCalendar, seed: Seed, session: Session, one: Seated): Date | null {
  const opens = later(session.startsAt, -one.policy.checkInOpensMinutes * MINUTE);
  if (opens > calendar.now) return null;
  if (!seed.chance(session.startsAt <= calendar.now ? UNDER_WAY : EARLY)) return null;
  const at = onTime(seed, session);
  const possible = [at, later(calendar.now, -MINUTE)].reduce((a, b) => (a < b ? a : b));
  const earliest = one.request.queuedAt > opens ? one.request.queuedAt : opens;
  return possible > earliest ? possible : null;
}

/** At an exhibition: on a day after booking, between ten and six. */
function droppedIn(calendar: DemoCalendar, seed: Seed, session: Session, one: Seated): Date | null {
  const first = Math.max(calendar.offsetOf(one.request.queuedAt) + 1, calendar.offsetOf(session.startsAt));
  if (first > 0 || !seed.chance(DROPPED_IN)) return null;
  const offset = first + seed.int(Math.min(6, 1 - first));
  const at = later(calendar.at(offset, '10:00'), seed.between(0, 480) * MINUTE);
  return at < calendar.now ? at : null;
}
