import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { prepareWish } from '../book-session.ts';
import { bookingConfirmed } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { activeBookingOf } from '../bookings.store.ts';
import { problemOf } from '../seating/wished-seats.ts';
import { claimSeats } from '../seats/claim-seats.ts';
import { blockToken } from '../seats/seats.rules.ts';

/**
 * Books a seat of a team for a person, who is judged as in any booking. Throws what stands in the way: an obstacle's code,
 * `already-booked`, `team-full`. Returns the booking's id.
 */
export async function takeSeat(
  tx: Tx,
  deps: Deps,
  one: { readonly teamId: string; readonly session: SessionForBooking; readonly person: Actor },
  now: Date,
): Promise<string> {
  const { teamId, session, person } = one;
  const { palaceId, sessionId } = session;
  const { claim } = prepareWish(
    session,
    { palaceId, sessionId, person, companions: [], joinWaitlist: false, bookedBy: person.personId },
    now,
  );
  const mine = { ...claim, tokens: [...claim.tokens, blockToken(teamId)], within: [teamId] };
  const [outcome] = await claimSeats(tx, [mine], now);
  if (!outcome?.won) {
    if (await activeBookingOf(tx, palaceId, sessionId, person.personId)) throw new Problem('already-booked');
    const why = outcome?.why ?? 'capacity-exhausted';
    if (why === 'capacity-exhausted') throw new Problem('team-full');
    throw await problemOf(tx, mine, why);
  }
  await deps.bus.emit(tx, bookingConfirmed, { ...factOf(outcome.booking), byStaff: false });
  return outcome.booking.id;
}
