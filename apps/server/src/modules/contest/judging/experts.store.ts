import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestExpertRow, ContestTables } from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

/** An expert of a contest who was not taken off; undefined for everybody else. */
export const expertOf = (
  reader: Reader | Tx,
  key: ContestKey,
  personId: string,
): Promise<ContestExpertRow | undefined> =>
  db
    .read(reader)
    .selectFrom('contest_expert')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();

export const isExpert = async (reader: Reader, key: ContestKey, personId: string): Promise<boolean> =>
  (await expertOf(reader, key, personId)) !== undefined;

/** As `expertOf`, held: a score and a declared conflict of one expert come one after the other. */
export const lockExpert = (
  tx: Tx,
  key: ContestKey,
  personId: string,
): Promise<ContestExpertRow | undefined> =>
  db
    .write(tx)
    .selectFrom('contest_expert')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();

export interface ExpertSeen extends ContestExpertRow {
  readonly scored: number;
  readonly conflicts: number;
}

/** Experts with how many entries of a round each has scored, in the order they were asked. */
export async function expertsOf(
  reader: Reader | Tx,
  key: ContestKey,
  round: number | null,
): Promise<ExpertSeen[]> {
  const { rows } = await sql<ExpertSeen>`
    select x.*,
      (select count(*)::int from contest_score s where s.palace_id = x.palace_id and s.contest_id = x.contest_id
        and s.person_id = x.person_id and s.round = ${round}) as scored,
      (select count(*)::int from contest_conflict c where c.palace_id = x.palace_id and c.contest_id = x.contest_id
        and c.person_id = x.person_id) as conflicts
    from contest_expert x
    where x.palace_id = ${key.palaceId} and x.contest_id = ${key.contestId} and x.removed_at is null
    order by x.invited_at, x.person_id`.execute(reader);
  return rows;
}

/** Adds an expert, or brings back one who was taken off. */
export async function putExpert(tx: Tx, row: Omit<ContestExpertRow, 'removed_at'>): Promise<void> {
  await sql`insert into contest_expert (palace_id, contest_id, person_id, categories, invited_by, invited_at)
    values (${row.palace_id}, ${row.contest_id}, ${row.person_id}, ${row.categories}::text[], ${row.invited_by},
      ${row.invited_at})
    on conflict (palace_id, contest_id, person_id) do update
      set categories = excluded.categories, removed_at = null`.execute(tx);
}

export const removeExpert = (tx: Tx, key: ContestKey, personId: string, now: Date) =>
  db
    .write(tx)
    .updateTable('contest_expert')
    .set({ removed_at: now })
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();

/** Contests under way that somebody is asked to judge, with the round and what they have scored of it. */
export interface Duty {
  readonly palace_id: string;
  readonly contest_id: string;
  readonly round: number;
  readonly entries: number;
  readonly scored: number;
}

export async function dutiesOf(reader: Reader, personId: string): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select x.palace_id, x.contest_id, r.round,
      (select count(*)::int from contest_tally t
        join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
        where t.palace_id = r.palace_id and t.contest_id = r.contest_id and t.round = r.round and t.accepting
          and (x.categories = '{}' or e.category = any (x.categories)) and e.person_id <> x.person_id
          and not exists (select from contest_conflict c where c.palace_id = t.palace_id
            and c.contest_id = t.contest_id and c.entry_id = t.entry_id and c.person_id = x.person_id)) as entries,
      (select count(*)::int from contest_score s where s.palace_id = r.palace_id and s.contest_id = r.contest_id
        and s.round = r.round and s.person_id = x.person_id) as scored
    from contest_expert x
      join contest c on c.palace_id = x.palace_id and c.id = x.contest_id and c.state = 'published'
      join contest_round r on r.palace_id = x.palace_id and r.contest_id = x.contest_id and r.state = 'open'
    where x.person_id = ${personId} and x.removed_at is null
    order by c.published_at desc, c.id`.execute(reader);
  return rows;
}
