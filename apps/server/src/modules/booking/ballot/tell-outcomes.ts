import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { type Booking, queuePositions } from '../bookings.store.ts';
import {
  ballotCalledOff,
  ballotLost,
  ballotSettled,
  ballotVoided,
  ballotWaiting,
  ballotWon,
} from './ballot.events.ts';
import { type Ballot, ballotById } from './ballots.store.ts';
import { bookingsOfEntries } from './draw.store.ts';
import { concernedAfter, type Entry } from './entries.store.ts';

/** People told in one transaction. */
const BATCH = 500;

/** Tells those who entered what came of it, a batch a transaction; the rest comes as a new event. */
export async function tellOutcomes(
  tx: Tx,
  deps: Deps,
  events: readonly { palaceId: string; ballotId: string; after: string | null }[],
): Promise<void> {
  for (const { palaceId, ballotId, after } of events) {
    const key = { palaceId, ballotId };
    const ballot = await ballotById(tx, key);
    if (ballot === undefined) continue;
    const entries = await concernedAfter(tx, key, after, BATCH);
    await tell(tx, deps, ballot, entries);
    const last = entries.at(-1);
    if (last !== undefined && entries.length === BATCH) {
      await deps.bus.emit(tx, ballotSettled, { ...key, after: last.id });
    }
  }
}

async function tell(tx: Tx, deps: Deps, ballot: Ballot, entries: readonly Entry[]): Promise<void> {
  const session = await sessionForBooking(tx, ballot.palace_id, ballot.session_id);
  if (session === null || entries.length === 0) return;
  const factOf = (entry: Entry) => ({
    palaceId: entry.palace_id,
    sessionId: entry.session_id,
    bookingId: entry.id,
    personId: entry.person_id,
    seats: entry.seats,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    path: `/me/ballots/${entry.id}`,
  });
  if (ballot.called_off_at !== null) {
    await deps.bus.emit(tx, ballotCalledOff, ...entries.filter(isEntered).map(factOf));
    return;
  }
  const bookings = await bookingsOfEntries(tx, entries);
  const positions = await queuePositions(tx, [...bookings.values()]);
  const entered = entries.filter(isEntered);
  const inState = (status: Booking['status']) =>
    entered.filter((entry) => bookings.get(entry.id)?.status === status);
  await deps.bus.emit(
    tx,
    ballotWon,
    ...inState('held').map((entry) => ({
      ...factOf(entry),
      holdExpiresAt: bookings.get(entry.id)?.hold_expires_at?.toISOString() ?? '',
    })),
  );
  await deps.bus.emit(
    tx,
    ballotWaiting,
    ...inState('waitlisted').map((entry) => ({ ...factOf(entry), position: positions.get(entry.id) ?? 1 })),
  );
  await deps.bus.emit(tx, ballotLost, ...entered.filter((entry) => !bookings.has(entry.id)).map(factOf));
  await deps.bus.emit(
    tx,
    ballotVoided,
    ...entries
      .filter((entry) => entry.status === 'void' && entry.void_reason !== 'account-closed')
      .map((entry) => ({ ...factOf(entry), reason: entry.void_reason ?? '' })),
  );
}

const isEntered = (entry: Entry): boolean => entry.status === 'entered';
