import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';

/** What the database must know to reserve a claimant and their pools. Snake case: the columns of a table in SQL. */
export interface ReserveInput {
  booking_id: string;
  palace_id: string;
  session_id: string;
  person_id: string;
  seats: number;
  /** What they can claim about themselves, as the pools ask for it. */
  tokens: readonly string[];
  /** Pools that alone may give the seats; null: any that is open to them. */
  within: readonly string[] | null;
  starts_at: Date;
  ends_at: Date;
  /** Whether the session keeps the person from being elsewhere. */
  engages: boolean;
  /** How long ago it was asked for; of a pool that reopened since then it gets nothing (ADR 7). */
  waited_ms: number;
}

export interface Reserved {
  bookingId: string;
  /** Version of the rules in force; null when the palace has none yet. */
  policyVersion: number | null;
  /** Pools the claimant may take seats from, the preferred first; empty when the session has none yet. */
  pools: string[];
  /** Seats may be free: some pool had enough when last committed. */
  promising: boolean;
  /** Counted against the person's limit. */
  counted: boolean;
  /** Nothing else of the person's is in the way. */
  unengaged: boolean;
  waitedMs: number;
}

/** A pool under lock. */
export interface LockedPool {
  id: string;
  palaceId: string;
  sessionId: string;
  /** Seats not taken; below 0 after the host reduced the capacity. */
  free: number;
  startsAt: string;
  endsAt: string;
  closed: boolean;
  /** The map its session is sold by; null: its seats have no numbers. */
  seatMapId: string | null;
  /** How long before the statement it reopened, ms (below 0: it will); null when it was never full. */
  openMs: number | null;
}

/**
 * First half of claiming, one statement for any number of claims: counts each person's booking against their limit,
 * engages them for the time, and then locks the pools. In this order everywhere, people before pools and both
 * sorted, so that claims queue instead of meeting in a deadlock, and the pools, which are hot, are held shortest.
 */
export async function reserve(
  tx: Tx,
  claims: readonly ReserveInput[],
  now: Date,
): Promise<{ claims: Reserved[]; pools: LockedPool[] }> {
  const { rows } = await sql<ReserveRow>`
    with claim as materialized (
      select * from ${tableOf(claims, RESERVE_COLUMNS)} as claim
    ),
    policy as materialized (
      select distinct on (palace_id) palace_id, version, max_active_per_person from booking_policy
      where palace_id in (select palace_id from claim) order by palace_id, version desc
    ),
    candidate as materialized (
      -- As last committed: who finds every pool full is refused without waiting for a lock.
      select claim.booking_id, pool.palace_id, pool.id as pool_id, pool.depth,
        pool.capacity - pool.held - pool.confirmed >= claim.seats
          and coalesce(pool.reopens_at <= statement_timestamp() - claim.waited_ms * interval '1 millisecond', true)
          as fits
      from claim join pool on pool.palace_id = claim.palace_id and pool.session_id = claim.session_id
      where (pool.demands = '{}'
          or pool_open_to(pool.demands, pool.demands_until, claim.tokens, ${now}::timestamptz))
        and (claim.within is null or pool.id = any (claim.within))
    ),
    promising as materialized (
      select * from claim where (booking_id in (select booking_id from candidate where fits)) is true
    ),
    counted as (
      insert into person_quota as quota (palace_id, person_id, active, maximum)
      -- Somebody of low credit has fewer bookings ahead; only they have a standing.
      select promising.palace_id, promising.person_id, 1, least(policy.max_active_per_person, standing.max_active)
      from promising join policy using (palace_id)
        left join credit_standing standing on standing.palace_id = promising.palace_id
          and standing.person_id = promising.person_id and standing.until > ${now}
      order by promising.person_id, promising.palace_id
      on conflict (palace_id, person_id) do update
        set active = quota.active + 1, maximum = excluded.maximum where quota.active < excluded.maximum
      returning palace_id, person_id
    ),
    engaged as (
      insert into person_engagement (person_id, booking_id, palace_id, during)
      select person_id, booking_id, palace_id, tstzrange(starts_at, ends_at) from promising
      where engages and (person_id in (select person_id from counted)) is true
      order by person_id
      on conflict do nothing
      returning booking_id
    ),
    ready as materialized (
      select booking_id from promising
      where (person_id in (select person_id from counted)) is true
        and (not engages or booking_id in (select booking_id from engaged))
    ),
    wanted as materialized (
      select distinct palace_id, pool_id from candidate
      where fits and (booking_id in (select booking_id from ready)) is true
    ),
    locked as materialized (
      select pool.* from lock_pools(
        array(select palace_id from wanted order by pool_id),
        array(select pool_id from wanted order by pool_id)) as pool
    )
    select
      (select json_object_agg(palace_id, version) from policy) as versions,
      (select json_agg(json_build_array(booking_id, pool_id) order by depth desc, pool_id) from candidate)
        as candidates,
      (select json_agg(booking_id) from promising) as promising,
      (select json_agg(person_id) from counted) as counted,
      (select json_agg(booking_id) from ready) as ready,
      (select json_agg(json_build_object(
          'id', id, 'palaceId', palace_id, 'sessionId', session_id,
          'free', capacity - held - confirmed, 'startsAt', starts_at, 'endsAt', ends_at, 'closed', closed,
          'seatMapId', seat_map_id, 'openMs', extract(epoch from statement_timestamp() - reopens_at) * 1000))
        from locked) as pools`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('reserve gave no row');
  return { claims: reservedOf(claims, row), pools: row.pools ?? [] };
}

const RESERVE_COLUMNS = {
  booking_id: 'uuid',
  palace_id: 'uuid',
  session_id: 'uuid',
  person_id: 'uuid',
  seats: 'int',
  tokens: 'text[]',
  within: 'uuid[]',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  engages: 'boolean',
  waited_ms: 'float8',
} as const;

/** What `reserve` answers with: names and pairs, put together here because SQL would compare each with each. */
interface ReserveRow {
  versions: Record<string, number> | null;
  candidates: [bookingId: string, poolId: string][] | null;
  promising: string[] | null;
  /** Persons, of whom each is named once in a batch. */
  counted: string[] | null;
  ready: string[] | null;
  pools: LockedPool[] | null;
}

function reservedOf(claims: readonly ReserveInput[], row: ReserveRow): Reserved[] {
  const pools = Map.groupBy(row.candidates ?? [], ([bookingId]) => bookingId);
  const promising = new Set(row.promising);
  const counted = new Set(row.counted);
  const ready = new Set(row.ready);
  return claims.map((claim) => ({
    bookingId: claim.booking_id,
    policyVersion: row.versions?.[claim.palace_id] ?? null,
    pools: (pools.get(claim.booking_id) ?? []).map(([, poolId]) => poolId),
    promising: promising.has(claim.booking_id),
    counted: counted.has(claim.person_id),
    unengaged: ready.has(claim.booking_id),
    waitedMs: claim.waited_ms,
  }));
}
