import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { bookingExpired, bookingLapsed, bookingMissed } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { pointsOf } from '../credit/credit.rules.ts';
import { lockCounts, releasePerson } from '../seats/engagement.store.ts';
import { writeEndings } from '../seats/release.store.ts';
import { endBookings } from '../seats/release-seats.ts';
import { endSpaceBooking, lockEndedSpaces } from '../spaces/space-bookings.store.ts';
import { lapse, lockExpiredHolds, lockFinished, sessionsWithExpiredHolds } from './upkeep.store.ts';

/** Rows taken in one transaction. */
export const BATCH = 500;
/** Transactions of one kind in one run; what is left waits for the next minute. */
const MOST_BATCHES = 40;

// What time does to bookings. Nothing depends on its being punctual: every deadline is also judged where it matters.

/** Runs `step`, which says how many rows it took, until it took less than a batch. */
export async function inBatches(deps: Deps, step: (tx: Tx, deps: Deps) => Promise<number>): Promise<void> {
  for (let count = 0; count < MOST_BATCHES; count += 1) {
    if ((await deps.db.transact((tx) => step(tx, deps))) < BATCH) return;
  }
}

/** Ends offers whose time has run out and offers their seats on. */
export async function expireHolds(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const key of await sessionsWithExpiredHolds(deps.db.reader, now, BATCH)) {
    await deps.db.transact(async (tx) => {
      const bookings = await lockExpiredHolds(tx, key, now, BATCH);
      await endBookings(
        tx,
        deps,
        key,
        bookings.map((booking) => ({ booking, status: 'expired' })),
        { now, reason: null },
      );
      await deps.bus.emit(tx, bookingExpired, ...bookings.map(factOf));
    });
  }
}

/** Lets go who still waits when nothing can be offered any more. */
export const lapseWaiting = (deps: Deps): Promise<void> => inBatches(deps, lapseBatch);

async function lapseBatch(tx: Tx, deps: Deps): Promise<number> {
  const lapsed = await lapse(tx, deps.clock.now(), BATCH);
  await deps.bus.emit(tx, bookingLapsed, ...lapsed.map(factOf));
  return lapsed.length;
}

/** Ends the bookings of sessions that are over: completed, or missed. */
export const finishSessions = (deps: Deps): Promise<void> => inBatches(deps, finishSessionBatch);

async function finishSessionBatch(tx: Tx, deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const bookings = await lockFinished(tx, now, BATCH);
  await lockCounts(tx, bookings);
  await writeEndings(
    tx,
    bookings.map((booking) => ({ booking, status: booking.admitted ? 'completed' : 'no_show' })),
    { now, reason: null, revoked: false },
  );
  const missed = bookings.filter((booking) => !booking.admitted);
  await deps.bus.emit(
    tx,
    bookingMissed,
    ...missed.map((booking) => ({ ...factOf(booking), costs: pointsOf('no_show', booking.credit) > 0 })),
  );
  return bookings.length;
}

/** Ends the bookings of spaces that are over. */
export const finishSpaces = (deps: Deps): Promise<void> => inBatches(deps, finishSpaceBatch);

async function finishSpaceBatch(tx: Tx, deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const bookings = await lockEndedSpaces(tx, now, BATCH);
  for (const booking of bookings) {
    await releasePerson(tx, {
      palaceId: booking.palace_id,
      personId: booking.person_id,
      bookingId: booking.id,
    });
    await endSpaceBooking(tx, booking, { status: 'completed', ended_at: now, cancel_reason: null });
  }
  return bookings.length;
}
