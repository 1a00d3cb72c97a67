import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** What handing over must conserve. */
export const transferInvariants = {
  'transferred-has-taker': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, count(i.id)::int as found
    from booking b left join seat_invitation i on i.palace_id = b.palace_id and i.booking_id = b.id
      and i.kind = 'transfer' and i.status = 'accepted'
    where b.status = 'transferred' group by b.palace_id, b.id having count(i.id) <> 1`,
  'taker-came-from-transferred': sql`
    select i.palace_id, i.booking_id::text as subject, 1 as expected, 0 as found
    from seat_invitation i join booking b on b.palace_id = i.palace_id and b.id = i.booking_id
    where i.kind = 'transfer' and i.status = 'accepted' and b.status <> 'transferred'`,
  'seat-taken-once': sql`
    select palace_id, booking_id::text as subject, 1 as expected, count(*)::int as found from seat_invitation
    where status = 'accepted' group by palace_id, booking_id, ordinal having count(*) > 1`,
  'one-open-invitation': sql`
    select palace_id, booking_id::text as subject, 1 as expected, count(*)::int as found from seat_invitation
    where status = 'open' group by palace_id, booking_id, ordinal having count(*) > 1`,
  'taken-in-same-session': sql`
    select i.palace_id, i.id::text as subject, 1 as expected, 0 as found from seat_invitation i
      join booking b on b.palace_id = i.palace_id and b.id = i.booking_id
      join booking t on t.palace_id = i.palace_id and t.id = i.taken_booking_id
    where t.session_id <> b.session_id or t.person_id = b.person_id or t.person_id <> i.accepted_by
      or (i.kind = 'companion' and t.seats <> 1)`,
} satisfies Invariants;
