import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** What holds of courses sold as a whole. */
export const seriesInvariants = {
  'date-of-live-enrolment': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found
    from booking b join enrolment e on e.palace_id = b.palace_id and e.id = b.enrolment_id
    where b.status in ('confirmed', 'checked_in') and e.status <> 'active'`,
  'date-of-same-person': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found
    from booking b join enrolment e on e.palace_id = b.palace_id and e.id = b.enrolment_id
      join session s on s.palace_id = b.palace_id and s.id = b.session_id
    where e.person_id <> b.person_id or s.activity_id <> e.activity_id or b.seats <> 1`,
  'enrolled-once': sql`
    select palace_id, person_id::text as subject, 1 as expected, count(*)::int as found from enrolment
    where status in ('waitlisted', 'active') group by palace_id, activity_id, person_id having count(*) > 1`,
} satisfies Invariants;
