import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Numbered seats: nobody sits on another's lap, and nobody who paid stands. */
export const seatingInvariants = {
  'seat-sold-once': sql`
    select palace_id, session_id::text || ' ' || seat as subject, 1 as expected, count(*)::int as found
    from booking_seat where active group by palace_id, session_id, seat having count(*) > 1`,
  'seats-of-booking': sql`
    select b.palace_id, b.id::text as subject, b.seats::int as expected, count(s.seat)::int as found
    from booking b
      join pool p on p.palace_id = b.palace_id and p.id = b.pool_id and p.seat_map_id is not null
      left join booking_seat s on s.palace_id = b.palace_id and s.booking_id = b.id and s.active
    where b.status in ('confirmed', 'checked_in')
    group by b.palace_id, b.id having count(s.seat) <> b.seats`,
  'seats-of-ended-booking': sql`
    select s.palace_id, s.booking_id::text as subject, 0 as expected, count(*)::int as found
    from booking_seat s join booking b on b.palace_id = s.palace_id and b.id = s.booking_id
    where s.active
      and b.status not in ('confirmed', 'checked_in', 'no_show', 'completed', 'excused')
    group by s.palace_id, s.booking_id`,
  'seat-of-session-map': sql`
    select s.palace_id, s.booking_id::text as subject, 0 as expected, count(*)::int as found
    from booking_seat s
      join booking b on b.palace_id = s.palace_id and b.id = s.booking_id
      join pool p on p.palace_id = b.palace_id and p.id = b.pool_id
    where s.active and (s.session_id <> b.session_id or s.map_id is distinct from p.seat_map_id)
    group by s.palace_id, s.booking_id`,
} satisfies Invariants;
