import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { BookingTables, PoolRow } from '../booking.tables.ts';
import { type Share, sharePools } from './seats.rules.ts';

const db = tablesOf<BookingTables>();

/** Of a session, what its pools are made from. */
export interface PoolsOfSession {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly quotas: readonly { readonly category: WorkerCategory; readonly seats: number }[];
}

const newPool = (session: PoolsOfSession, category: WorkerCategory | null, share: Share): PoolRow => ({
  palace_id: session.palaceId,
  id: newId(),
  session_id: session.sessionId,
  category,
  capacity: share.capacity,
  excess: share.excess,
  held: 0,
  confirmed: 0,
  starts_at: session.startsAt,
  ends_at: session.endsAt,
  closed: false,
});

/** Makes the pools of sessions that have none yet; those that exist stay as they are. */
export async function ensurePools(tx: Tx, sessions: readonly PoolsOfSession[]): Promise<void> {
  const different = new Map(sessions.map((session) => [session.sessionId, session]));
  const rows = [...different.values()].flatMap((session) =>
    [...sharePools(session.capacity, session.quotas, new Map())].map(([category, share]) =>
      newPool(session, category, share),
    ),
  );
  if (rows.length === 0) return;
  await db
    .write(tx)
    .insertInto('pool')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
  const taken = new Map(locked.map((pool) => [pool.category, pool.held + pool.confirmed]));
  const shares = sharePools(session.capacity, session.quotas, taken);
  const rows = [...shares].map(([category, share]) => ({
    ...newPool(session, category, share),
    closed,
  }));
  await db
    .write(tx)
    .insertInto('pool')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['palace_id', 'session_id', 'category']).doUpdateSet((eb) => ({
        capacity: eb.ref('excluded.capacity'),
        excess: eb.ref('excluded.excess'),
        starts_at: eb.ref('excluded.starts_at'),
        ends_at: eb.ref('excluded.ends_at'),
        closed: eb.ref('excluded.closed'),
      })),
    )
    .execute();
}

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
      .orderBy('category', (order) => order.asc().nullsLast())
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
    .where('category', 'is', null)
    .execute();
}
