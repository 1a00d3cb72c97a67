import { sql } from 'kysely';
import type { Invariants } from './invariant.ts';

/** States that hold a confirmed seat for good. */
const seated = sql`('confirmed', 'checked_in', 'completed', 'no_show', 'excused')`;
const ahead = sql`('confirmed', 'checked_in')`;

/** Seats, people, tickets and the door. */
export const seatInvariants = {
  'pool-confirmed': sql`
    select p.palace_id, p.id::text as subject, coalesce(b.seats, 0)::int as expected, p.confirmed as found
    from pool p left join (
      select palace_id, pool_id, sum(seats) as seats from booking where status in ${seated} group by 1, 2
    ) b on b.palace_id = p.palace_id and b.pool_id = p.id
    where p.confirmed <> coalesce(b.seats, 0)`,
  'pool-held': sql`
    select p.palace_id, p.id::text as subject, coalesce(b.seats, 0)::int as expected, p.held as found
    from pool p left join (
      select palace_id, pool_id, sum(seats) as seats from (
        select palace_id, pool_id, seats from booking where status = 'held'
        union all select palace_id, pool_id, 1 from group_seat where status = 'invited') kept
      group by 1, 2
    ) b on b.palace_id = p.palace_id and b.pool_id = p.id
    where p.held <> coalesce(b.seats, 0)`,
  'pool-within-capacity': sql`
    select palace_id, id::text as subject, capacity + excess as expected, held + confirmed as found
    from pool where held + confirmed > capacity + excess`,
  'person-count': sql`
    select q.palace_id, q.person_id::text as subject, coalesce(b.bookings, 0)::int as expected, q.active as found
    from person_quota q left join (
      select palace_id, person_id, count(*) as bookings from (
        select palace_id, person_id from booking where status in ${ahead} and enrolment_id is null
        union all select palace_id, person_id from enrolment where status = 'active'
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
  'one-live-booking': sql`
    select palace_id, min(id::text) as subject, 1 as expected, count(*)::int as found from booking
    where status in ('held', 'waitlisted', 'confirmed', 'checked_in', 'completed')
    group by palace_id, session_id, person_id having count(*) > 1`,
  'tickets-of-booking': sql`
    select b.palace_id, b.id::text as subject, b.seats::int as expected, count(t.id)::int as found
    from booking b left join ticket t
      on t.palace_id = b.palace_id and t.booking_id = b.id and t.revoked_at is null
    where b.status in ${ahead} group by b.palace_id, b.id having count(t.id) <> b.seats`,
  'tickets-revoked': sql`
    select b.palace_id, b.id::text as subject, 0 as expected, count(*)::int as found
    from booking b join ticket t on t.palace_id = b.palace_id and t.booking_id = b.id and t.revoked_at is null
    where b.status in ('cancelled_early', 'cancelled_late', 'cancelled_by_host', 'expired', 'held', 'waitlisted',
      'transferred')
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
      select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
      -- Let in by a door without network that could not know: flagged there.
      and not exists (select from door_entry e where e.palace_id = c.palace_id and e.check_in_id = c.id
        and e.flag is not null)`,
  'checked-in-is-admitted': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found from booking b
    where b.status = 'checked_in' and not exists (
      select from check_in c where c.palace_id = b.palace_id and c.booking_id = b.id and not exists (
        select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id))`,
  'one-place-at-a-time': sql`
    select a.palace_id, a.booking_id::text as subject, 1 as expected, count(*)::int + 1 as found
    from person_engagement a join person_engagement b
      on b.person_id = a.person_id and b.booking_id > a.booking_id and b.during && a.during
    where a.active and b.active group by a.palace_id, a.booking_id`,
} satisfies Invariants;
