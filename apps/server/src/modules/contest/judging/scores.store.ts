import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestExpertRow, ContestScoreRow } from '../contest.tables.ts';

/** An entry of a round as an expert has it before them. */
export interface SheetEntry {
  readonly id: string;
  readonly number: number;
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly asset_id: string | null;
  readonly entrant_name: string;
  readonly union_id: string | null;
  readonly scores: Record<string, number> | null;
  readonly note: string | null;
  readonly scored_at: Date | null;
  readonly conflict: boolean;
}

/**
 * Entries of a round that an expert is asked to score, or one of them: those without a score first, in an order of the
 * expert's own, so that the same entries do not always meet tired eyes.
 */
export async function sheetOf(
  reader: Reader | Tx,
  expert: Pick<ContestExpertRow, 'palace_id' | 'contest_id' | 'person_id' | 'categories'>,
  round: number,
  only: { readonly entryId: string | null; readonly limit: number },
): Promise<SheetEntry[]> {
  const { rows } = await sql<SheetEntry>`
    select e.id, e.number, e.category, e.title, e.description, e.asset_id, e.entrant_name, e.union_id, s.scores,
      s.note, s.scored_at, (e.person_id = ${expert.person_id} or c.entry_id is not null) as conflict
    from contest_tally t
      join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
      left join contest_score s on s.palace_id = t.palace_id and s.contest_id = t.contest_id and s.round = t.round
        and s.entry_id = t.entry_id and s.person_id = ${expert.person_id}
      left join contest_conflict c on c.palace_id = t.palace_id and c.contest_id = t.contest_id
        and c.entry_id = t.entry_id and c.person_id = ${expert.person_id}
    where t.palace_id = ${expert.palace_id} and t.contest_id = ${expert.contest_id} and t.round = ${round}
      and t.accepting and (${only.entryId}::uuid is null or t.entry_id = ${only.entryId}::uuid)
      and (${expert.categories}::text[] = '{}' or e.category = any (${expert.categories}::text[]))
    order by (s.entry_id is not null), (e.person_id = ${expert.person_id} or c.entry_id is not null),
      md5(e.id::text || ${expert.person_id}::text)
    limit ${only.limit}`.execute(reader);
  return rows;
}

/** Writes or changes a score; `contest_score_open` and `contest_score_conflict` refuse what may not be. */
export async function putScore(tx: Tx, row: ContestScoreRow): Promise<void> {
  await sql`
    insert into contest_score (palace_id, contest_id, round, entry_id, person_id, scores, total, note, scored_at)
    values (${row.palace_id}, ${row.contest_id}, ${row.round}, ${row.entry_id}, ${row.person_id},
      ${JSON.stringify(row.scores)}::jsonb, ${row.total}, ${row.note}, ${row.scored_at})
    on conflict (palace_id, contest_id, round, entry_id, person_id) do update
      set scores = excluded.scores, total = excluded.total, note = excluded.note,
        scored_at = excluded.scored_at`.execute(tx);
}

/** Notes a conflict of interest and drops the score of the round under way. */
export async function insertConflict(
  tx: Tx,
  key: ContestKey,
  round: number,
  conflict: {
    readonly entryId: string;
    readonly personId: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`delete from contest_score where palace_id = ${key.palaceId} and contest_id = ${key.contestId}
    and round = ${round} and entry_id = ${conflict.entryId} and person_id = ${conflict.personId}`.execute(tx);
  await sql`
    insert into contest_conflict (palace_id, contest_id, entry_id, person_id, reason, declared_at)
    values (${key.palaceId}, ${key.contestId}, ${conflict.entryId}, ${conflict.personId}, ${conflict.reason},
      ${conflict.now}) on conflict do nothing`.execute(tx);
}
