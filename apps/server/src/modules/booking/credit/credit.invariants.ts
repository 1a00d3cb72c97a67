import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Entries, reliefs, appeals and standings. */
export const creditInvariants = {
  'credit-entered-once': sql`
    select palace_id, coalesce(booking_id, space_booking_id)::text as subject, 1 as expected, count(*)::int as found
    from credit_entry group by palace_id, booking_id, space_booking_id, kind having count(*) > 1`,
  'credit-entry-of-booking': sql`
    select e.palace_id, e.id::text as subject, 1 as expected, 0 as found
    from credit_entry e join booking b on b.palace_id = e.palace_id and b.id = e.booking_id
    where e.kind <> 'relief' and (b.person_id <> e.person_id or not (
        b.status = case e.kind when 'no_show' then 'no_show' else 'cancelled_late' end
        or exists (select from credit_entry r where r.palace_id = e.palace_id and r.relieves = e.id)))`,
  'credit-entry-of-space': sql`
    select e.palace_id, e.id::text as subject, 1 as expected, 0 as found
    from credit_entry e join space_booking s on s.palace_id = e.palace_id and s.id = e.space_booking_id
    where e.kind <> 'relief' and (s.person_id <> e.person_id or s.status <> 'cancelled_late')`,
  'credit-relief-balances': sql`
    select r.palace_id, r.id::text as subject, e.points::int as expected, -r.points::int as found
    from credit_entry r join credit_entry e on e.palace_id = r.palace_id and e.id = r.relieves
    where r.points <> -e.points or r.half_life_days <> e.half_life_days or r.occurred_at <> e.occurred_at
      or r.person_id <> e.person_id or r.booking_id is distinct from e.booking_id
      or r.space_booking_id is distinct from e.space_booking_id or e.kind = 'relief'`,
  'credit-appeal-answered': sql`
    select a.palace_id, a.id::text as subject, (a.status = 'accepted')::int as expected,
      (r.id is not null)::int as found
    from credit_appeal a left join credit_entry r on r.palace_id = a.palace_id and r.relieves = a.entry_id
    where case when a.status = 'accepted' then r.id is null
      else r.id is not null and (a.status = 'open' or r.relief_reason <> 'attended') end`,
  'credit-appeal-of-entry': sql`
    select a.palace_id, a.id::text as subject, 1 as expected, 0 as found
    from credit_appeal a join credit_entry e on e.palace_id = a.palace_id and e.id = a.entry_id
    where e.person_id <> a.person_id or e.booking_id is distinct from a.booking_id
      or e.space_booking_id is distinct from a.space_booking_id or e.kind = 'relief'`,
  'credit-appealed-once': sql`
    select palace_id, entry_id::text as subject, 1 as expected, count(*)::int as found
    from credit_appeal group by palace_id, entry_id having count(*) > 1`,
  'credit-decided-by-another': sql`
    select palace_id, id::text as subject, 0 as expected, 1 as found
    from credit_appeal where decided_by = person_id`,
  'credit-standing-grounded': sql`
    select s.palace_id, s.person_id::text as subject, 0 as expected, 1 as found from credit_standing s
    where not exists (
      select from credit_entry e where e.palace_id = s.palace_id and e.person_id = s.person_id
      group by e.person_id having sum(e.points) > 0)`,
} satisfies Invariants;
