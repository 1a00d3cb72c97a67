import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** What doors without network told is settled once, and adds up. */
export const doorInvariants: Invariants = {
  'door-entry-once': sql`
    select palace_id, nonce::text as subject, 1 as expected, count(*)::int as found
    from door_entry group by palace_id, device_id, nonce having count(*) > 1`,
  'door-admission-of-one-entry': sql`
    select palace_id, check_in_id::text as subject, 1 as expected, count(*)::int as found
    from door_entry where outcome = 'admitted' group by palace_id, check_in_id having count(*) > 1`,
  'door-admission-of-its-ticket': sql`
    select e.palace_id, e.nonce::text as subject, 1 as expected, 0 as found
    from door_entry e where e.outcome in ('admitted', 'duplicate') and not exists (
      select from check_in c where c.palace_id = e.palace_id and c.id = e.check_in_id
        and c.ticket_id = e.ticket_id)`,
};
