import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { NewTicket } from '../tickets/tickets.store.ts';

/** What the database must know to reserve a claimant and their pools. Snake case: read as JSON by SQL. */
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
  const { rows } = await sql<{ claims: Reserved[]; pools: LockedPool[] }>`
    with claim as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as claim (
        booking_id uuid, palace_id uuid, session_id uuid, person_id uuid, seats int, tokens text[],
        within uuid[], starts_at timestamptz, ends_at timestamptz, engages boolean)
    ),
    policy as materialized (
      select distinct on (palace_id) palace_id, version, max_active_per_person from booking_policy
      where palace_id in (select palace_id from claim) order by palace_id, version desc
    ),
    candidate as materialized (
      -- As last committed: who finds every pool full is refused without waiting for a lock.
      select claim.booking_id, pool.palace_id, pool.id as pool_id, pool.depth,
        pool.capacity - pool.held - pool.confirmed >= claim.seats as fits
      from claim join pool on pool.palace_id = claim.palace_id and pool.session_id = claim.session_id
      where (pool.demands = '{}'
          or pool_open_to(pool.demands, pool.demands_until, claim.tokens, ${now}::timestamptz))
        and (claim.within is null or pool.id = any (claim.within))
    ),
    promising as materialized (
      select * from claim where booking_id in (select booking_id from candidate where fits)
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
      select person_id, booking_id, palace_id, tstzrange(starts_at, ends_at)
      from promising join counted using (palace_id, person_id)
      where engages order by person_id
      on conflict do nothing
      returning booking_id
    ),
    ready as materialized (
      select booking_id from promising join counted using (palace_id, person_id)
      where not engages or booking_id in (select booking_id from engaged)
    ),
    locked as materialized (
      select pool.* from lock_pools(
        array(select palace_id from candidate where fits and booking_id in (select booking_id from ready)
          order by pool_id),
        array(select pool_id from candidate where fits and booking_id in (select booking_id from ready)
          order by pool_id)) as pool
    )
    select
      (select jsonb_agg(jsonb_build_object(
          'bookingId', claim.booking_id,
          'policyVersion', (select version from policy where policy.palace_id = claim.palace_id),
          'pools', array(select pool_id from candidate where candidate.booking_id = claim.booking_id
            order by depth desc, pool_id),
          'promising', claim.booking_id in (select booking_id from promising),
          'counted', (claim.palace_id, claim.person_id) in (select palace_id, person_id from counted),
          'unengaged', claim.booking_id in (select booking_id from ready)))
        from claim) as claims,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'palaceId', palace_id, 'sessionId', session_id,
          'free', capacity - held - confirmed, 'startsAt', starts_at, 'endsAt', ends_at, 'closed', closed)), '[]')
        from locked) as pools`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('reserve gave no row');
  return row;
}

export interface NewBooking {
  palace_id: string;
  id: string;
  session_id: string;
  person_id: string;
  pool_id: string;
  eligible_pools: readonly string[];
  seats: number;
  status: 'confirmed' | 'waitlisted';
  policy_version: number;
  price_fen: number;
  member_price: boolean;
  starts_at: Date;
  ends_at: Date;
  queued_at: Date;
  confirmed_at: Date | null;
  booked_by: string;
}

export interface NewCompanion {
  palace_id: string;
  booking_id: string;
  ordinal: number;
  name: string;
}

/** A person counted and engaged by `reserve`. */
export interface Reservation {
  palace_id: string;
  person_id: string;
  booking_id: string;
}

/**
 * Second half of claiming, one statement: writes the bookings that got seats with their companions and tickets, takes
 * the seats from the locked pools, and undoes the reservations that came to nothing. A booking is not written when
 * the person has a live one of the session. Returns the ids written, and the tickets whose code was already in use.
 */
export async function settle(
  tx: Tx,
  work: {
    bookings: readonly NewBooking[];
    companions: readonly NewCompanion[];
    tickets: readonly NewTicket[];
    reserved: readonly Reservation[];
  },
): Promise<{ written: Set<string>; codesInUse: NewTicket[] }> {
  const { rows } = await sql<{ written: string[]; issued: string[] }>`
    with booked as (
      insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
        policy_version, price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by)
      select * from jsonb_to_recordset(${JSON.stringify(work.bookings)}::jsonb) as b (
        palace_id uuid, id uuid, session_id uuid, person_id uuid, pool_id uuid, eligible_pools uuid[],
        seats smallint, status text, policy_version int, price_fen int, member_price boolean,
        starts_at timestamptz, ends_at timestamptz, queued_at timestamptz, confirmed_at timestamptz,
        booked_by uuid)
      on conflict do nothing
      returning palace_id, id, pool_id, seats, status
    ),
    taken as (
      update pool set confirmed = pool.confirmed + won.seats
      from (select palace_id, pool_id, sum(seats)::int as seats from booked
        where status = 'confirmed' group by palace_id, pool_id) as won
      where pool.palace_id = won.palace_id and pool.id = won.pool_id
    ),
    accompanied as (
      insert into companion (palace_id, booking_id, ordinal, name)
      select * from jsonb_to_recordset(${JSON.stringify(work.companions)}::jsonb) as c (
        palace_id uuid, booking_id uuid, ordinal smallint, name text)
      where c.booking_id in (select id from booked)
    ),
    issued as (
      insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
      select * from jsonb_to_recordset(${JSON.stringify(work.tickets)}::jsonb) as t (
        palace_id uuid, id uuid, booking_id uuid, session_id uuid, ordinal smallint, code text,
        issued_at timestamptz)
      where t.booking_id in (select id from booked)
      on conflict on constraint ticket_code do nothing
      returning id
    ),
    failed as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(work.reserved)}::jsonb) as r (
        palace_id uuid, person_id uuid, booking_id uuid)
      where r.booking_id not in (select id from booked)
    ),
    uncounted as (
      update person_quota set active = active - 1 from failed
      where person_quota.palace_id = failed.palace_id and person_quota.person_id = failed.person_id
    ),
    disengaged as (
      delete from person_engagement using failed
      where person_engagement.person_id = failed.person_id and person_engagement.booking_id = failed.booking_id
    )
    select array(select id from booked) as written, array(select id from issued) as issued`.execute(tx);
  const written = new Set(rows[0]?.written);
  const issued = new Set(rows[0]?.issued);
  return {
    written,
    codesInUse: work.tickets.filter((each) => written.has(each.booking_id) && !issued.has(each.id)),
  };
}
