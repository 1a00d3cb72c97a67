import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { today } from '../membership/membership.rules.ts';
import { CATEGORIES, MEMBER_UNTIL, WITHDRAWN_PURPOSES } from './standing.sql.ts';

/** What a person can claim about themselves, as their own sign-in would say. */
export interface PersonStanding {
  /** A union has verified the membership and it has not run out. */
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

/** Membership and attested categories of a person, unless they withdrew their use. */
export async function standingOf(reader: Reader | Tx, personId: string, now: Date): Promise<PersonStanding> {
  const { rows } = await sql<PersonStanding>`
    select coalesce(${sql.raw(MEMBER_UNTIL)} >= ${today(now)}::date, false) as member,
      ${sql.raw(CATEGORIES)} as categories
    from person p cross join lateral (${sql.raw(WITHDRAWN_PURPOSES)}) w
    where p.id = ${personId}`.execute(reader);
  return rows[0] ?? { member: false, categories: [] };
}
