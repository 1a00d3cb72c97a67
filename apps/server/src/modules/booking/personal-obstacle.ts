import type { BookingObstacle } from '@wengong/contract';
import type { Actor } from '../../kernel/actor.ts';
import type { Reader } from '../../kernel/db.ts';
import type { SessionForBooking } from '../programme/index.ts';
import { isDrawn } from './ballot/ballots.store.ts';
import { termsOf } from './book-session.ts';
import { isDropIn, obstacleOf } from './booking.rules.ts';
import type { PolicyRow } from './booking.tables.ts';
import type { Booking } from './bookings.store.ts';
import { engagementsAt, isAtLimit } from './seats/engagement.store.ts';

interface Situation {
  readonly session: SessionForBooking;
  readonly policy: PolicyRow;
  readonly now: Date;
}

/** What is in the person's way apart from seats. Advice: the booking itself is judged by the database. */
export async function personalObstacle(
  reader: Reader,
  actor: Actor,
  booked: Booking | undefined,
  { session, policy, now }: Situation,
): Promise<BookingObstacle | null> {
  if (booked !== undefined) return 'already-booked';
  if (session.release === 'ballot' && !(await isDrawn(reader, session.palaceId, session.sessionId))) {
    return 'ballot-session';
  }
  const obstacle = obstacleOf(termsOf(session), actor, now);
  if (obstacle !== null) return obstacle;
  const limit = {
    palaceId: session.palaceId,
    personId: actor.personId,
    maximum: policy.max_active_per_person,
  };
  if (await isAtLimit(reader, limit, now)) return 'too-many-bookings';
  if (isDropIn(session)) return null;
  const engaged = await engagementsAt(reader, actor.personId, session);
  return engaged.length > 0 ? 'overlapping-booking' : null;
}
