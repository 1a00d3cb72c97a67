import type { ExternalCount } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ContestKey } from '../contest.store.ts';

export interface ExternalCountRow {
  readonly platform: string;
  readonly kind: ExternalCount['kind'];
  readonly count: number;
  readonly source: string;
  readonly as_of: Date;
  readonly entered_by: string;
  readonly entered_at: Date;
}

export async function insertExternalCount(tx: Tx, key: ContestKey, row: ExternalCountRow): Promise<void> {
  await sql`insert into contest_external_count
      (palace_id, id, contest_id, platform, kind, count, source, as_of, entered_by, entered_at)
    values (${key.palaceId}, ${newId()}, ${key.contestId}, ${row.platform}, ${row.kind}, ${row.count}, ${row.source},
      ${row.as_of}, ${row.entered_by}, ${row.entered_at})`.execute(tx);
}

/** The latest number of each platform and kind. */
export async function externalCountsOfContest(
  reader: Reader | Tx,
  { palaceId, contestId }: ContestKey,
): Promise<ExternalCountRow[]> {
  const { rows } = await sql<ExternalCountRow>`
    select distinct on (platform, kind) platform, kind, count, source, as_of, entered_by, entered_at
    from contest_external_count where palace_id = ${palaceId} and contest_id = ${contestId}
    order by platform, kind, as_of desc, id desc`.execute(reader);
  return rows;
}
