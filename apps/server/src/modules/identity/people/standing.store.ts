import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { today } from '../membership/membership.rules.ts';
import { CATEGORIES, MEMBER_UNTIL, memberOf, WITHDRAWN_PURPOSES } from './standing.sql.ts';

/** What a person can claim about themselves, as their own sign-in would say. */
export interface PersonStanding {
  /** A union has verified the membership and it has not run out. */
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
  /** Unions that they are a member of, and those above. */
  readonly memberOf: readonly string[];
}

const NOBODY: PersonStanding = { member: false, categories: [], memberOf: [] };

/** Membership and attested categories of a person, unless they withdrew their use. */
export async function standingOf(reader: Reader | Tx, personId: string, now: Date): Promise<PersonStanding> {
  return (await standingsOf(reader, [personId], now)).get(personId) ?? NOBODY;
}

/** As `standingOf`, of several people at once. */
export async function standingsOf(
  reader: Reader | Tx,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, PersonStanding>> {
  const { rows } = await sql<PersonStanding & { id: string }>`
    select p.id, coalesce(${sql.raw(MEMBER_UNTIL)} >= ${today(now)}::date, false) as member,
      ${sql.raw(CATEGORIES)} as categories, ${sql.raw(memberOf(`'${today(now)}'`))} as "memberOf"
    from person p cross join lateral (${sql.raw(WITHDRAWN_PURPOSES)}) w
    where p.id = any (${[...personIds]}::uuid[])`.execute(reader);
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}
