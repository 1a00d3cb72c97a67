import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** People put into allotments. */
export const groupInvariants: Invariants = {
  'group-seat-of-its-booking': sql`
    select s.palace_id, s.id::text as subject, 1 as expected, 0 as found
    from group_seat s left join booking b on b.palace_id = s.palace_id and b.id = s.booking_id
    where s.status = 'booked' and (b.id is null or b.session_id <> s.session_id)`,
  'invitation-in-session-once': sql`
    select palace_id, session_id::text as subject, 1 as expected, count(*)::int as found
    from group_seat where status = 'invited'
    group by palace_id, session_id, phone_hash having count(*) > 1`,
};
