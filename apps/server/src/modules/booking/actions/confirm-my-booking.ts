import { confirmMyBooking } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { bookingConfirmed } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { isDropIn } from '../booking.rules.ts';
import { detailOf } from '../booking-views.ts';
import { type Booking, lockBookingOfPerson } from '../bookings.store.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { seatOffered } from '../seating/seat-offered.ts';
import { commitPerson } from '../seats/engagement.store.ts';
import { changePools, lockPoolsOfSession } from '../seats/pools.store.ts';
import { writeConfirmation } from '../seats/release.store.ts';
import { issueTickets, newTickets } from '../tickets/issue-tickets.ts';

/** Takes an offered seat. The offer's time is judged here, whether or not the sweeper has come by. */
export const confirmMyBookingAction = handle(confirmMyBooking, async ({ params, actor, tx, deps, now }) => {
  const booking = await lockBookingOfPerson(tx, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  if (booking.status === 'expired' || booking.status === 'lapsed') throw new Problem('hold-expired');
  if (booking.status !== 'held') throw new Problem('nothing-to-confirm');
  if (booking.hold_expires_at === null || now >= booking.hold_expires_at) throw new Problem('hold-expired');
  await takeOfferedSeats(tx, booking, now);
  await deps.bus.emit(tx, bookingConfirmed, { ...factOf(booking), byStaff: false });
  return detailOf(tx, deps.keys, { ...booking, status: 'confirmed', confirmed_at: now }, now);
});

/** People before pools, as in claiming. */
async function takeOfferedSeats(tx: Tx, booking: Booking, now: Date): Promise<void> {
  const policy = await policyInForce(tx, booking.palace_id, now);
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at };
  const obstacle = await commitPerson(
    tx,
    {
      palaceId: booking.palace_id,
      personId: booking.person_id,
      bookingId: booking.id,
      ...period,
      engages: !isDropIn(period),
      maximum: policy.max_active_per_person,
    },
    now,
  );
  if (obstacle !== null) throw new Problem(obstacle);
  const pools = await lockPoolsOfSession(tx, booking.palace_id, booking.session_id);
  if (pools.some((pool) => pool.closed)) throw new Problem('session-called-off');
  await writeConfirmation(tx, booking, now);
  await changePools(tx, [
    { palaceId: booking.palace_id, poolId: booking.pool_id, held: -booking.seats, confirmed: booking.seats },
  ]);
  await seatOffered(tx, booking, pools);
  await issueTickets(tx, newTickets(booking, now));
}
