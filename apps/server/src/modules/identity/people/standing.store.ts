import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { today } from '../membership/membership.rules.ts';

/** What a person can claim about themselves, as their own sign-in would say. */
export interface PersonStanding {
  /** A union has verified the membership and it has not run out. */
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

/** Membership and attested categories of a person, unless they withdrew their use. */
export async function standingOf(reader: Reader | Tx, personId: string, now: Date): Promise<PersonStanding> {
  const { rows } = await sql<PersonStanding>`
    select
      exists (select from membership m where m.person_id = p.id and m.valid_until >= ${today(now)}::date)
        and not w.purposes @> array['membership'] as member,
      array(select c.category from attested_category c
        where c.phone_hash = p.phone_hash and not w.purposes @> array['categories']
        order by c.category) as categories
    from person p
    cross join lateral (
      select array(select distinct c.purpose from consent c
        where c.person_id = p.id and c.withdrawn_at is not null and not exists (select from consent n
          where n.person_id = p.id and n.purpose = c.purpose and n.withdrawn_at is null)) as purposes
    ) w
    where p.id = ${personId}`.execute(reader);
  return rows[0] ?? { member: false, categories: [] };
}
