import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { allotmentInvariants } from '../allotments/allotments.invariants.ts';
import { ballotInvariants } from '../ballot/ballot.invariants.ts';
import type { BookingTables } from '../booking.tables.ts';
import { creditInvariants } from '../credit/credit.invariants.ts';
import { doorInvariants } from '../door/door.invariants.ts';
import { groupInvariants } from '../groups/groups.invariants.ts';
import { mailingInvariants } from '../mailings/mailings.invariants.ts';
import { passInvariants } from '../passes/passes.invariants.ts';
import { seatingInvariants } from '../seating/seating.invariants.ts';
import { seriesInvariants } from '../series/series.invariants.ts';
import { teamInvariants } from '../teams/teams.invariants.ts';
import { transferInvariants } from '../transfer/transfer.invariants.ts';
import { waitingRoomInvariants } from '../waiting-room/waiting-room.invariants.ts';
import type { Invariants } from './invariant.ts';
import { seatInvariants } from './seats.invariants.ts';

const db = tablesOf<BookingTables>();

/** A counter, or the absence of something, that does not agree with the rows. */
export interface Drift {
  readonly rule: string;
  readonly palace_id: string;
  /** Id of the pool, person or booking. */
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** What is checked. A part of booking with counters or promises of its own adds the rules of its `<part>.invariants.ts`. */
const rules: Invariants = {
  ...seatInvariants,
  ...seatingInvariants,
  ...allotmentInvariants,
  ...passInvariants,
  ...teamInvariants,
  ...transferInvariants,
  ...seriesInvariants,
  ...creditInvariants,
  ...ballotInvariants,
  ...waitingRoomInvariants,
  ...doorInvariants,
  ...groupInvariants,
  ...mailingInvariants,
};

/** Rows of a rule that are reported; more say nothing new. */
const MOST = 100;

/** Every place where a counter differs from the rows it counts. None is the only good answer. */
export async function checkInvariants(reader: Reader | Tx): Promise<Drift[]> {
  const found: Drift[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql<Omit<Drift, 'rule'>>`select * from (${query}) as broken limit ${MOST}`.execute(
      reader,
    );
    found.push(...rows.map((row) => ({ ...row, rule })));
  }
  return found;
}

/**
 * Seats that lie idle while somebody who waits could take them: none, once offers are made. Apart from the others
 * because a transaction may be just about to offer them.
 */
export async function idleSeats(
  reader: Reader | Tx,
  now: Date,
): Promise<{ palaceId: string; sessionId: string }[]> {
  const { rows } = await sql<{ palaceId: string; sessionId: string }>`
    select distinct p.palace_id as "palaceId", p.session_id as "sessionId"
    from pool p join booking b on b.palace_id = p.palace_id and b.session_id = p.session_id
    where b.status = 'waitlisted' and b.deadline_at > ${now} and p.id = any (b.eligible_pools)
      and not p.closed and p.capacity - p.held - p.confirmed >= b.seats
    limit ${MOST}`.execute(reader);
  return rows;
}

export async function recordDrift(tx: Tx, drifts: readonly Drift[], now: Date): Promise<void> {
  if (drifts.length === 0) return;
  await db
    .write(tx)
    .insertInto('booking_drift')
    .values(drifts.map((drift) => ({ ...drift, id: newId(), found_at: now })))
    .execute();
}
