import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Units of passes: what is counted is what bookings have, and no more than there are. */
export const passInvariants = {
  'pass-counts-its-bookings': sql`
    select p.palace_id, p.id::text as subject, count(b.id)::int as expected, p.taken::int as found
    from pass p left join booking b on b.palace_id = p.palace_id and b.pass_id = p.id and b.pass_taken
    group by p.palace_id, p.id, p.taken having count(b.id) <> p.taken`,
  'pass-within-its-units': sql`
    select p.palace_id, p.id::text as subject, p.units::int as expected, count(*)::int as found
    from pass p join booking b on b.palace_id = p.palace_id and b.pass_id = p.id and b.pass_taken
    where p.units is not null group by p.palace_id, p.id, p.units having count(*) > p.units`,
  'pass-of-who-booked': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found
    from booking b join pass p on p.palace_id = b.palace_id and p.id = b.pass_id
    where p.person_id <> b.person_id`,
  'pass-unit-follows-booking': sql`
    select b.palace_id, b.id::text as subject, (not b.pass_taken)::int as expected, b.pass_taken::int as found
    from booking b where b.pass_id is not null and case
      when b.status in ('held', 'waitlisted', 'confirmed', 'checked_in') then not b.pass_taken
      when b.status in ('cancelled_early', 'cancelled_by_host', 'expired', 'lapsed', 'rejected', 'transferred',
        'excused') then b.pass_taken
      else false end`,
  'pass-void-is-over': sql`
    select p.palace_id, p.id::text as subject, 0 as expected, count(*)::int as found
    from pass p join booking b on b.palace_id = p.palace_id and b.pass_id = p.id
    where p.voided_at is not null and b.status in ('held', 'waitlisted', 'confirmed')
    group by p.palace_id, p.id`,
} satisfies Invariants;
