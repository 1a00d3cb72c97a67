import { type RawBuilder, sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** A counter, or the absence of something, that does not agree with the rows. */
export interface Drift {
  readonly rule: keyof typeof rules;
  readonly palace_id: string;
  /** Id of the pool, person or booking. */
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** States that hold a confirmed seat for good. */
const seated = sql`('confirmed', 'checked_in', 'completed', 'no_show', 'excused')`;
const ahead = sql`('confirmed', 'checked_in')`;

/** One query a rule, each in one snapshot: rows (palace_id, subject, expected, found) where it is broken. */
const rules = {
  'pool-confirmed': sql`
    select p.palace_id, p.id::text as subject, coalesce(b.seats, 0)::int as expected, p.confirmed as found
    from pool p left join (
      select palace_id, pool_id, sum(seats) as seats from booking where status in ${seated} group by 1, 2
    ) b on b.palace_id = p.palace_id and b.pool_id = p.id
    where p.confirmed <> coalesce(b.seats, 0)`,
  'pool-held': sql`
    select p.palace_id, p.id::text as subject, coalesce(b.seats, 0)::int as expected, p.held as found
    from pool p left join (
      select palace_id, pool_id, sum(seats) as seats from booking where status = 'held' group by 1, 2
    ) b on b.palace_id = p.palace_id and b.pool_id = p.id
    where p.held <> coalesce(b.seats, 0)`,
  'pool-within-capacity': sql`
    select palace_id, id::text as subject, capacity + excess as expected, held + confirmed as found
    from pool where held + confirmed > capacity + excess`,
  'person-count': sql`
    select q.palace_id, q.person_id::text as subject, coalesce(b.bookings, 0)::int as expected, q.active as found
    from person_quota q left join (
      select palace_id, person_id, count(*) as bookings from (
        select palace_id, person_id from booking where status in ${ahead}
        union all select palace_id, person_id from space_booking where status = 'confirmed') live
      group by 1, 2
    ) b on b.palace_id = q.palace_id and b.person_id = q.person_id
    where q.active <> coalesce(b.bookings, 0)`,
  'person-engaged': sql`
    select palace_id, id::text as subject, 1 as expected, 0 as found from (
      select palace_id, id, person_id from booking
        where status in ${ahead} and ends_at - starts_at <= interval '16 hours'
      union all select palace_id, id, person_id from space_booking where status = 'confirmed') live
    where not exists (
      select from person_engagement e where e.person_id = live.person_id and e.booking_id = live.id)`,
  'engagement-live': sql`
    select e.palace_id, e.booking_id::text as subject, 0 as expected, 1 as found from person_engagement e
    where not exists (select from booking b where b.palace_id = e.palace_id and b.id = e.booking_id
        and b.status in ${ahead})
      and not exists (select from space_booking s where s.palace_id = e.palace_id and s.id = e.booking_id
        and s.status = 'confirmed')`,
  'tickets-of-booking': sql`
    select b.palace_id, b.id::text as subject, b.seats::int as expected, count(t.id)::int as found
    from booking b left join ticket t
      on t.palace_id = b.palace_id and t.booking_id = b.id and t.revoked_at is null
    where b.status in ${ahead} group by b.palace_id, b.id having count(t.id) <> b.seats`,
  'tickets-revoked': sql`
    select b.palace_id, b.id::text as subject, 0 as expected, count(*)::int as found
    from booking b join ticket t on t.palace_id = b.palace_id and t.booking_id = b.id and t.revoked_at is null
    where b.status in ('cancelled_early', 'cancelled_late', 'cancelled_by_host', 'expired', 'held', 'waitlisted')
    group by b.palace_id, b.id`,
  'one-admission': sql`
    select c.palace_id, c.ticket_id::text as subject, 1 as expected, count(*)::int as found from check_in c
    where not exists (
      select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
    group by c.palace_id, c.ticket_id, c.checkpoint having count(*) > 1`,
  'admitted-is-checked-in': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found
    from check_in c join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
    where b.status not in ('checked_in', 'completed', 'cancelled_by_host') and not exists (
      select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)`,
  'one-place-at-a-time': sql`
    select a.palace_id, a.booking_id::text as subject, 1 as expected, count(*)::int + 1 as found
    from person_engagement a join person_engagement b
      on b.person_id = a.person_id and b.booking_id > a.booking_id and b.during && a.during
    where a.active and b.active group by a.palace_id, a.booking_id`,
} satisfies Record<string, RawBuilder<unknown>>;

/** Rows of a rule that are reported; more say nothing new. */
const MOST = 100;

/** Every place where a counter differs from the rows it counts. None is the only good answer. */
export async function checkInvariants(reader: Reader | Tx): Promise<Drift[]> {
  const found: Drift[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql<Omit<Drift, 'rule'>>`select * from (${query}) as broken limit ${MOST}`.execute(
      reader,
    );
    found.push(...rows.map((row) => ({ ...row, rule: rule as Drift['rule'] })));
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
