import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { CATEGORIES, WITHDRAWN_PURPOSES } from './standing.sql.ts';

/** Groups that a person belongs to, for counting who was served; never shown with the person. */
export interface PersonGroups {
  readonly id: string;
  /** Attested categories whose use they have not withdrawn. */
  readonly categories: readonly WorkerCategory[];
  /** As they gave it; null when they did not. */
  readonly district: string | null;
}

export async function groupsOf(reader: Reader | Tx, personIds: readonly string[]): Promise<PersonGroups[]> {
  const { rows } = await sql<PersonGroups>`
    select p.id, ${sql.raw(CATEGORIES)} as categories, nullif(p.home_district, '') as district
    from person p cross join lateral (${sql.raw(WITHDRAWN_PURPOSES)}) w
    where p.id = any (${personIds}::uuid[])`.execute(reader);
  return rows;
}
