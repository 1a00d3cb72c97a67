import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Teams that workers lead. */
export const teamInvariants = {
  'team-has-its-seats': sql`
    select t.palace_id, t.id::text as subject, t.seats::int as expected, coalesce(p.seats, 0) as found
    from team_block t join pool p on p.palace_id = t.palace_id and p.id = t.id
    where p.kind <> 'block' or p.created_by is distinct from t.leader_id or p.union_id is not null`,
  'team-one-a-leader-and-session': sql`
    select palace_id, leader_id::text as subject, 1 as expected, count(*)::int as found
    from team_block where ended_at is null group by palace_id, session_id, leader_id having count(*) > 1`,
  'team-two-a-leader': sql`
    select palace_id, leader_id::text as subject, 2 as expected, count(*)::int as found
    from team_block where ended_at is null group by palace_id, leader_id having count(*) > 2`,
} satisfies Invariants;
