import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Seats set apart. */
export const allotmentInvariants: Invariants = {
  // Subject is the allotment; what it and those within it may give is no more than what was agreed and is taken.
  'allotment-within-agreed': sql`
    with recursive part as (
      select palace_id, id as top, id, seats from pool where seats is not null
      union all
      select part.palace_id, part.top, child.id, part.seats
      from part join pool child on child.palace_id = part.palace_id and child.parent_id = part.id
    )
    select part.palace_id, part.top::text as subject, part.seats as expected, sum(pool.capacity)::int as found
    from part join pool on pool.palace_id = part.palace_id and pool.id = part.id
    group by part.palace_id, part.top, part.seats having sum(pool.capacity) > part.seats`,
  'allotment-returns-first': sql`
    select child.palace_id, child.id::text as subject, 1 as expected, 0 as found
    from pool child join pool above on above.palace_id = child.palace_id and above.id = child.parent_id
    where above.returns_at is not null and (child.returns_at is null or child.returns_at > above.returns_at)`,
  'allotment-demands': sql`
    select child.palace_id, child.id::text as subject, child.depth::int as expected,
      cardinality(child.demands) as found
    from pool child left join pool above on above.palace_id = child.palace_id and above.id = child.parent_id
    where cardinality(child.demands) <> child.depth or child.depth <> coalesce(above.depth + 1, least(child.depth, 1))
      or child.demands[1:cardinality(child.demands) - 1] <> coalesce(above.demands, '{}')
      or child.demands_until[cardinality(child.demands)] is distinct from child.returns_at`,
};
