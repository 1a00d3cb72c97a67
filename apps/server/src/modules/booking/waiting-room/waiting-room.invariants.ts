import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Numbers, calls and passes of the waiting rooms. */
export const waitingRoomInvariants = {
  'room-one-place': sql`
    select palace_id, person_id::text as subject, 1 as expected, count(*)::int as found
    from waiting_room_place group by palace_id, session_id, person_id having count(*) > 1`,
  'room-one-number': sql`
    select palace_id, session_id::text as subject, 1 as expected, count(*)::int as found
    from waiting_room_place group by palace_id, session_id, number having count(*) > 1`,
  'room-joined': sql`
    select r.palace_id, r.session_id::text as subject, r.joined as expected, max(p.number) as found
    from waiting_room r join waiting_room_place p using (palace_id, session_id)
    group by r.palace_id, r.session_id having max(p.number) > r.joined`,
  'room-called': sql`
    select r.palace_id, r.session_id::text as subject, r.called as expected, count(*)::int as found
    from waiting_room r join waiting_room_place p using (palace_id, session_id)
    where p.called_at is not null group by r.palace_id, r.session_id having count(*) > r.called`,
  'room-called-once-open': sql`
    select r.palace_id, r.session_id::text as subject, 0 as expected, count(*)::int as found
    from waiting_room r join waiting_room_place p using (palace_id, session_id)
    where p.called_at is not null and (r.opened_at is null or p.called_at < r.opened_at)
    group by r.palace_id, r.session_id`,
} satisfies Invariants;
