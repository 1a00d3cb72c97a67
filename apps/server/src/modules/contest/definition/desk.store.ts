import type { StaffContest } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';

type Figures = Pick<StaffContest, 'entryStates' | 'openFindings' | 'experts' | 'waitingSales'>;

/** What awaits the staff of a contest. */
export async function deskFigures(
  reader: Reader | Tx,
  { palaceId, contestId }: ContestKey,
): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select jsonb_build_object('waiting', 0, 'approved', 0, 'rejected', 0, 'withdrawn', 0, 'taken_down', 0)
        || coalesce((select jsonb_object_agg(state, entries) from (
          select state, count(*)::int as entries from contest_entry
          where palace_id = ${palaceId} and contest_id = ${contestId} group by state) s), '{}') as "entryStates",
      (select count(*)::int from contest_finding where palace_id = ${palaceId} and contest_id = ${contestId}
        and state = 'open') as "openFindings",
      (select count(*)::int from contest_expert where palace_id = ${palaceId} and contest_id = ${contestId}
        and removed_at is null) as experts,
      (select count(*)::int from contest_sales where palace_id = ${palaceId} and contest_id = ${contestId}
        and state = 'waiting') as "waitingSales"`.execute(reader);
  return rows[0] as Figures;
}
