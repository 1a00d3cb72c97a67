import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, PoolRow } from '../booking.tables.ts';
import { type PoolsOfSession, planPools } from './plan-pools.ts';

const db = tablesOf<BookingTables>();

/**
 * Makes the pools of sessions that have none yet; those that exist stay as they are, and none is added to them: a
 * reservation that the host has just made is carved out by `revisePools` alone, else its seats would be given twice.
 * Returns the ids of the new ones.
 */
export async function ensurePools(tx: Tx, sessions: readonly PoolsOfSession[]): Promise<Set<string>> {
  const different = new Map(sessions.map((session) => [session.sessionId, session]));
  const plans = [...different.values()].map((session) => planPools(session, []));
  const made = await insertNew(
    tx,
    plans.flatMap((plan) => plan.slice(0, 1)),
  );
  const reserved = plans.flatMap(([everybody, ...rest]) => (everybody && made.has(everybody.id) ? rest : []));
  return made.union(await insertNew(tx, reserved));
}

/** Writes pools that are not there yet; gives their ids. */
async function insertNew(tx: Tx, pools: readonly PoolRow[]): Promise<Set<string>> {
  if (pools.length === 0) return new Set();
  const made = await db
    .write(tx)
    .insertInto('pool')
    .values(pools)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(made.map((pool) => pool.id));
}

/** Locks all pools of a session until the transaction ends, in the order of `lock_pools`. */
export async function lockPoolsOfSession(tx: Tx, palaceId: string, sessionId: string): Promise<PoolRow[]> {
  const { rows } = await sql<PoolRow>`
    with known as materialized (
      select palace_id, id from pool where palace_id = ${palaceId} and session_id = ${sessionId} order by id
    )
    select pool.* from lock_pools(
      array(select palace_id from known order by id), array(select id from known order by id)) as pool`.execute(
    tx,
  );
  return rows;
}

export interface PoolChange {
  readonly palaceId: string;
  readonly poolId: string;
  /** Seats to add; negative gives back. */
  readonly held: number;
  readonly confirmed: number;
}

/**
 * Adds to the counters of locked pools. Seats given back by a pool that had given too many first bring it back to its
 * capacity. Throws a violation of `pool_not_oversold` when more would be taken than there are.
 */
export async function changePools(tx: Tx, changes: readonly PoolChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update pool set held = pool.held + change.held, confirmed = pool.confirmed + change.confirmed,
      excess = greatest(0, least(pool.excess,
        pool.held + pool.confirmed + change.held + change.confirmed - pool.capacity))
    from (
      select palace_id, pool_id, sum(held)::int as held, sum(confirmed)::int as confirmed
      from jsonb_to_recordset(${JSON.stringify(
        changes.map(({ palaceId, poolId, held, confirmed }) => ({
          palace_id: palaceId,
          pool_id: poolId,
          held,
          confirmed,
        })),
      )}::jsonb) as c (palace_id uuid, pool_id uuid, held int, confirmed int)
      group by palace_id, pool_id
    ) as change
    where pool.palace_id = change.palace_id and pool.id = change.pool_id`.execute(tx);
}

/** Brings locked pools in line with their session: capacity, reservations, times; `closed` ends claiming for good. */
export async function revisePools(
  tx: Tx,
  session: PoolsOfSession,
  locked: readonly PoolRow[],
  closed: boolean,
): Promise<void> {
  const rows = planPools(session, locked).map((pool) => ({
    ...pool,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    closed,
  }));
  await db
    .write(tx)
    .insertInto('pool')
    .values(rows.filter((pool) => pool.seats === null))
    .onConflict((conflict) =>
      conflict
        .columns(['palace_id', 'session_id', 'category'])
        .where('seats', 'is', null)
        .doUpdateSet((eb) => ({
          capacity: eb.ref('excluded.capacity'),
          excess: eb.ref('excluded.excess'),
          starts_at: eb.ref('excluded.starts_at'),
          ends_at: eb.ref('excluded.ends_at'),
          closed: eb.ref('excluded.closed'),
          seat_map_id: eb.ref('excluded.seat_map_id'),
        })),
    )
    .execute();
  const allotments = rows.filter((pool) => pool.seats !== null);
  if (allotments.length > 0) await reviseAllotments(tx, session, allotments);
}

/** Writes what locked allotments have become. */
async function reviseAllotments(
  tx: Tx,
  { palaceId }: PoolsOfSession,
  allotments: readonly PoolRow[],
): Promise<void> {
  await sql`
    update pool set capacity = a.capacity, excess = a.excess, seats = a.seats, returns_at = a.returns_at,
      returned_at = a.returned_at, demands_until = a.demands_until, label = a.label,
      starts_at = a.starts_at, ends_at = a.ends_at, closed = a.closed
    from jsonb_to_recordset(${JSON.stringify(allotments)}::jsonb) as a (
      id uuid, capacity int, excess int, seats int, returns_at timestamptz, returned_at timestamptz,
      demands_until timestamptz[], label text, starts_at timestamptz, ends_at timestamptz, closed boolean)
    where pool.palace_id = ${palaceId} and pool.id = a.id`.execute(tx);
}

/** Adds an allotment to a session whose pools are locked; its seats come with the next `revisePools`. */
export const insertPool = (tx: Tx, pool: PoolRow) => db.write(tx).insertInto('pool').values(pool).execute();

export interface SeatsOfSession {
  readonly sessionId: string;
  readonly pools: readonly PoolRow[];
  readonly waitlisted: number;
}

/** Pools of a session and how many wait for its seats. */
export async function seatsOfSession(
  reader: Reader | Tx,
  palaceId: string,
  sessionId: string,
): Promise<SeatsOfSession> {
  const [pools, waiting] = await Promise.all([
    db
      .read(reader)
      .selectFrom('pool')
      .selectAll()
      .where('palace_id', '=', palaceId)
      .where('session_id', '=', sessionId)
      .orderBy('depth', 'desc')
      .orderBy('category')
      .orderBy('id')
      .execute(),
    db
      .read(reader)
      .selectFrom('booking')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('palace_id', '=', palaceId)
      .where('session_id', '=', sessionId)
      .where('status', '=', 'waitlisted')
      .executeTakeFirstOrThrow(),
  ]);
  return { sessionId, pools, waitlisted: waiting.count };
}

/**
 * Seats that everybody may take, of sessions that have pools. One caller at a time for a session until its transaction
 * ends: of two, the one that reads later also writes later what it read.
 */
export async function generalSeatsLeft(
  tx: Tx,
  keys: readonly { palaceId: string; sessionId: string }[],
): Promise<{ palaceId: string; sessionId: string; seatsLeft: number }[]> {
  const ids = keys.map((key) => key.sessionId).toSorted();
  await sql`
    select pg_advisory_xact_lock(hashtextextended('seats-left ' || id, 0))
    from unnest(${ids}::text[]) as id order by id`.execute(tx);
  return db
    .write(tx)
    .selectFrom('pool')
    .select([
      'palace_id as palaceId',
      'session_id as sessionId',
      sql<number>`case when closed then 0 else greatest(0, capacity - held - confirmed) end`.as('seatsLeft'),
    ])
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('session_id', 'in', ids)
    .where('kind', '=', 'general')
    .execute();
}
