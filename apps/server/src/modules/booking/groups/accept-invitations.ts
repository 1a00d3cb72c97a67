import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { defineJob } from '../../../kernel/jobs.ts';
import { phoneHashOf, phoneHolders } from '../../identity/index.ts';
import { enrolUntil } from '../allotments/allotments.present.ts';
import { allotmentOfPalace } from '../allotments/allotments.store.ts';
import { bookingConfirmed, bookingOffered } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { isDropIn } from '../booking.rules.ts';
import type { GroupSeatRow } from '../booking.tables.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { type NewBooking, settle } from '../seats/claims.store.ts';
import { commitPerson, releasePerson } from '../seats/engagement.store.ts';
import { changedSince } from '../seats/lock-session.ts';
import { changePools, lockPoolsOfSession } from '../seats/pools.store.ts';
import { writeOffers } from '../seats/release.store.ts';
import { issueTickets, newTickets, withNewCode } from '../tickets/issue-tickets.ts';
import { type Group, groupOf, groupPrice } from './group.ts';
import { invitationsOf, invitedHashes, lockSeat, takeInvitation } from './groups.store.ts';
import { endAll } from './invitations.ts';

/** Makes the seats that are kept for a person's number theirs; with an empty payload, everybody's. */
export const acceptInvitations = defineJob<{ personId?: string }>('booking.accept-invitations');

/** The seats kept for a person, each in a transaction of its own. */
export async function acceptFor(deps: Deps, personId: string, phoneHash: Buffer): Promise<void> {
  for (const seat of await invitationsOf(deps.db.reader, phoneHash)) {
    await deps.db.transact((tx) => accept(tx, deps, personId, seat));
  }
}

export async function acceptForPerson(deps: Deps, personId: string): Promise<void> {
  const hash = await phoneHashOf(deps.db.reader, personId);
  if (hash !== null) await acceptFor(deps, personId, hash);
}

/** Numbers asked about together. */
const BATCH = 1000;

/** What the events missed: somebody made an account while an officer was enrolling them. */
export async function acceptForAll(deps: Deps): Promise<void> {
  const { reader } = deps.db;
  let hashes = await invitedHashes(reader, Buffer.alloc(0), BATCH);
  while (hashes.length > 0) {
    const holders = await phoneHolders(reader, hashes, deps.clock.now());
    for (const hash of hashes) {
      const holder = holders.get(hash.toString('hex'));
      if (holder?.personId) await acceptFor(deps, holder.personId, hash);
    }
    hashes = await invitedHashes(reader, hashes.at(-1) as Buffer, BATCH);
  }
}

/**
 * Turns one invitation into a booking. Where something else of the person's is in the way the seat is offered to
 * them instead, so that they decide. Locks: the seat, the person, the pools.
 */
async function accept(tx: Tx, deps: Deps, personId: string, seen: GroupSeatRow): Promise<void> {
  const now = deps.clock.now();
  const seat = await lockSeat(tx, { palaceId: seen.palace_id, poolId: seen.pool_id, seatId: seen.id });
  if (seat === undefined || seat.status !== 'invited') return;
  const pool = await allotmentOfPalace(tx, seat.palace_id, seat.pool_id);
  const group = pool && (await groupOf(tx, pool));
  if (!group || group.session.status === 'cancelled' || now >= keptUntil(group)) return;
  const policy = await policyInForce(tx, seat.palace_id, now);
  const booking = bookingOf(group, seat, personId, policy.version, now);
  const obstacle = await commitPerson(
    tx,
    {
      palaceId: seat.palace_id,
      personId,
      bookingId: booking.id,
      startsAt: booking.starts_at,
      endsAt: booking.ends_at,
      engages: !isDropIn(group.session),
      maximum: policy.max_active_per_person,
    },
    now,
  );
  if (obstacle === 'overlapping-booking') {
    await releasePerson(tx, { palaceId: seat.palace_id, personId, bookingId: booking.id });
  }
  await lockPoolsOfSession(tx, seat.palace_id, seat.session_id);
  if (await changedSince(tx, group.session)) {
    throw new Error(`session ${seat.session_id} changed while an invitation was accepted`);
  }
  const written = await (obstacle === null
    ? confirm(tx, deps, group, booking, now)
    : offer(tx, deps, group, booking));
  if (written) await takeInvitation(tx, seat, { personId, bookingId: booking.id });
  else await endAll(tx, deps, { palaceId: seat.palace_id, sessionId: seat.session_id }, [seat], 'withdrawn');
}

const bookingOf = (
  { session, pool }: Group,
  seat: GroupSeatRow,
  personId: string,
  policyVersion: number,
  now: Date,
): NewBooking => ({
  palace_id: seat.palace_id,
  id: newId(),
  session_id: seat.session_id,
  person_id: personId,
  pool_id: pool.id,
  eligible_pools: [pool.id],
  seats: 1,
  status: 'confirmed',
  policy_version: policyVersion,
  price_fen: groupPrice(session).total,
  member_price: true,
  starts_at: session.startsAt,
  ends_at: session.endsAt,
  queued_at: now,
  confirmed_at: now,
  booked_by: seat.enrolled_by,
  pass_id: null,
});

const heldBack = (booking: NewBooking, held: number) => ({
  palaceId: booking.palace_id,
  poolId: booking.pool_id,
  held,
  confirmed: 0,
});

/** The held seat becomes a confirmed one. Says whether the booking was written: not when there is one already. */
async function confirm(
  tx: Tx,
  deps: Deps,
  { union }: Group,
  booking: NewBooking,
  now: Date,
): Promise<boolean> {
  await changePools(tx, [heldBack(booking, -1)]);
  const { written, codesInUse } = await settle(tx, {
    bookings: [booking],
    companions: [],
    tickets: newTickets(booking, now),
    reserved: [{ palace_id: booking.palace_id, person_id: booking.person_id, booking_id: booking.id }],
  });
  if (!written.has(booking.id)) {
    await changePools(tx, [heldBack(booking, 1)]);
    return false;
  }
  await issueTickets(tx, codesInUse.map(withNewCode));
  const { name, nameEn } = union;
  await deps.bus.emit(tx, bookingConfirmed, { ...factOf(booking), byStaff: true, union: { name, nameEn } });
  return true;
}

/** Until when a seat is kept, by the session's times as they are now. */
const keptUntil = ({ pool, session }: Group): Date =>
  enrolUntil({ returns_at: pool.returns_at, starts_at: session.startsAt, ends_at: session.endsAt });

/** The held seat stays held, as an offer to the person until the invitation would have run out. */
async function offer(tx: Tx, deps: Deps, group: Group, booking: NewBooking): Promise<boolean> {
  const { written } = await settle(tx, {
    bookings: [{ ...booking, status: 'waitlisted', confirmed_at: null }],
    companions: [],
    tickets: [],
    reserved: [],
  });
  if (!written.has(booking.id)) return false;
  const until = keptUntil(group);
  await writeOffers(tx, [
    { palace_id: booking.palace_id, id: booking.id, pool_id: booking.pool_id, hold_expires_at: until },
  ]);
  await deps.bus.emit(tx, bookingOffered, { ...factOf(booking), holdExpiresAt: until.toISOString() });
  return true;
}
