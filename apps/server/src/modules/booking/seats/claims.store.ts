import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { NewTicket } from '../tickets/tickets.store.ts';

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
  /** The pass that pays for the person's own seat. */
  pass_id: string | null;
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

const BOOKING_COLUMNS = {
  palace_id: 'uuid',
  id: 'uuid',
  session_id: 'uuid',
  person_id: 'uuid',
  pool_id: 'uuid',
  eligible_pools: 'uuid[]',
  seats: 'smallint',
  status: 'text',
  policy_version: 'int',
  price_fen: 'int',
  member_price: 'boolean',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  queued_at: 'timestamptz',
  confirmed_at: 'timestamptz',
  booked_by: 'uuid',
  pass_id: 'uuid',
} as const;
const COMPANION_COLUMNS = {
  palace_id: 'uuid',
  booking_id: 'uuid',
  ordinal: 'smallint',
  name: 'text',
} as const;
const TICKET_COLUMNS = {
  palace_id: 'uuid',
  id: 'uuid',
  booking_id: 'uuid',
  session_id: 'uuid',
  ordinal: 'smallint',
  code: 'text',
  issued_at: 'timestamptz',
} as const;
const RESERVED_COLUMNS = { palace_id: 'uuid', person_id: 'uuid', booking_id: 'uuid' } as const;

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
        policy_version, price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by, pass_id)
      select * from ${tableOf(work.bookings, BOOKING_COLUMNS)} as b
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
      select * from ${tableOf(work.companions, COMPANION_COLUMNS)} as c
      where c.booking_id in (select id from booked)
    ),
    issued as (
      insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
      select * from ${tableOf(work.tickets, TICKET_COLUMNS)} as t
      where t.booking_id in (select id from booked)
      on conflict on constraint ticket_code do nothing
      returning id
    ),
    failed as materialized (
      select * from ${tableOf(work.reserved, RESERVED_COLUMNS)} as r
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

/** Of claims that were refused, the booking ids of those whose person has booked the session already. */
export async function claimsOfBooked(
  tx: Tx,
  claims: readonly (Reservation & { readonly session_id: string })[],
): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const { rows } = await sql<{ booking_id: string }>`
    select claim.booking_id
    from ${tableOf(claims, { ...RESERVED_COLUMNS, session_id: 'uuid' })} as claim
    where exists (
      select from booking where booking.palace_id = claim.palace_id and booking.session_id = claim.session_id
        and booking.person_id = claim.person_id
        and status in ('held', 'waitlisted', 'confirmed', 'checked_in', 'completed'))`.execute(tx);
  return new Set(rows.map((row) => row.booking_id));
}
