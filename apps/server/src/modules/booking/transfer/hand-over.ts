import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import { termsOf } from '../book-session.ts';
import { bookingConfirmed } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { isDropIn, obstacleOf, priceOf, type Standing } from '../booking.rules.ts';
import { activeBookingOf, type Booking } from '../bookings.store.ts';
import { policyInForce, policyVersions } from '../rules/policy.store.ts';
import { commitPerson, lockQuotas } from '../seats/engagement.store.ts';
import { lockPoolsOfSession } from '../seats/pools.store.ts';
import { writeEndings } from '../seats/release.store.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';
import { issueTickets, newTickets } from '../tickets/issue-tickets.ts';
import { ensureQuota, insertTaken, moveCompanions, takeOut, takeSeats } from './hand-over.store.ts';
import { invitationFact } from './invitations.ts';
import { seatTaken } from './transfer.events.ts';
import { countedSince } from './transfer.rules.ts';
import { endInvitation, type Invitation, transfersSince } from './transfer.store.ts';

export type Taker = Standing & { readonly personId: string; readonly memberOf: readonly string[] };

/** What keeps a person from having a seat of a session whose booking time no longer matters; null when nothing. */
export const takerObstacle = (session: SessionForBooking, taker: Standing, now: Date) =>
  obstacleOf(
    { ...termsOf(session), bookingOpensAt: now, bookingClosesAt: new Date(now.getTime() + 1) },
    taker,
    now,
  );

/**
 * Gives the seats of a locked open invitation to `taker` as a booking of their own with new tickets. The pool's
 * counters stay as they are: the seats change hands under its lock. The taker is judged as in booking: audience,
 * category, one booking a session, limit, overlap. Locks people (sorted), then pools. Returns the new booking's id.
 */
export async function handOver(
  tx: Tx,
  deps: Deps,
  { invitation, booking, taker }: { invitation: Invitation; booking: Booking; taker: Taker },
  now: Date,
): Promise<string> {
  const session = await sessionForBooking(tx, booking.palace_id, booking.session_id);
  if (session === null) throw new Problem('not-found');
  const obstacle = takerObstacle(session, taker, now);
  if (obstacle !== null) throw new Problem(obstacle);
  if (await activeBookingOf(tx, booking.palace_id, booking.session_id, taker.personId)) {
    throw new Problem('already-booked');
  }
  const bookingId = newId();
  await lockPeople(tx, { invitation, booking, taker, bookingId }, now);
  await lockPool(tx, booking, taker, now);
  const price = priceOf(termsOf(session), taker, invitation.kind === 'transfer' ? booking.seats - 1 : 0);
  const taken = {
    palace_id: booking.palace_id,
    id: bookingId,
    session_id: booking.session_id,
    person_id: taker.personId,
    seats: invitation.kind === 'transfer' ? booking.seats : 1,
    price_fen: price.total,
    member_price: taker.member,
    now,
  };
  if (invitation.kind === 'transfer') {
    await writeEndings(tx, [{ booking, status: 'transferred' }], { now, reason: null, revoked: true });
  } else {
    await takeOut(tx, booking, { ordinal: invitation.ordinal, priceFen: price.companion, now });
  }
  await insertTaken(tx, booking, taken);
  await takeSeats(tx, booking, bookingId, invitation.kind === 'transfer' ? null : invitation.ordinal);
  if (invitation.kind === 'transfer') await moveCompanions(tx, booking, bookingId);
  await issueTickets(tx, newTickets(taken, now));
  await endInvitation(tx, invitation, {
    status: 'accepted',
    ended_at: now,
    accepted_by: taker.personId,
    taken_booking_id: bookingId,
  });
  await deps.bus.emit(tx, bookingConfirmed, { ...factOf({ ...booking, ...taken }), byStaff: false });
  await deps.bus.emit(tx, seatTaken, invitationFact(invitation, booking));
  return bookingId;
}

/** Counts and engages the taker; the giver's count is locked in the same order, so that their limit holds. */
async function lockPeople(
  tx: Tx,
  one: { invitation: Invitation; booking: Booking; taker: Taker; bookingId: string },
  now: Date,
): Promise<void> {
  const { invitation, booking, taker } = one;
  const { max_active_per_person: maximum } = await policyInForce(tx, booking.palace_id, now);
  await ensureQuota(tx, { palace_id: booking.palace_id, person_id: taker.personId, maximum });
  await lockQuotas(tx, booking.palace_id, [booking.person_id, taker.personId]);
  if (invitation.kind === 'transfer') {
    const rules = (await policyVersions(tx, [booking]))(booking);
    const used = await transfersSince(tx, booking.palace_id, booking.person_id, countedSince(now));
    if (used >= rules.transfers_per_month) throw new Problem('invitation-over');
  }
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at };
  const obstacle = await commitPerson(
    tx,
    {
      palaceId: booking.palace_id,
      personId: taker.personId,
      bookingId: one.bookingId,
      ...period,
      engages: !isDropIn(period),
      maximum,
    },
    now,
  );
  if (obstacle !== null) throw new Problem(obstacle);
}

/** Under the pool's lock the session is neither called off nor moved by somebody else meanwhile. */
async function lockPool(tx: Tx, booking: Booking, taker: Taker, now: Date): Promise<void> {
  const pools = await lockPoolsOfSession(tx, booking.palace_id, booking.session_id);
  const pool = pools.find((each) => each.id === booking.pool_id);
  if (pool === undefined) throw new Problem('session-changed');
  if (pool.closed) throw new Problem('session-called-off');
  const moved =
    pool.starts_at.getTime() !== booking.starts_at.getTime() ||
    pool.ends_at.getTime() !== booking.ends_at.getTime();
  if (moved) throw new Problem('session-changed');
  if (!isOpenTo(pool, tokensOf(taker), now)) throw new Problem('not-eligible');
}
