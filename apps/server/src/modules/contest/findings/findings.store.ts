import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestFindingRow, ContestTables } from '../contest.tables.ts';
import type { Suspect } from './search.store.ts';

const db = tablesOf<ContestTables>();

/** Writes what was found. What is open grows with later votes; what was decided stays. Returns whether it is new. */
export async function putFinding(
  tx: Tx,
  key: ContestKey,
  round: number,
  suspect: Suspect,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into contest_finding as had (palace_id, id, contest_id, round, kind, subject, entry_id, votes, people,
      from_at, to_at, figures, found_at)
    values (${key.palaceId}, ${newId()}, ${key.contestId}, ${round}, ${suspect.kind}, ${suspect.subject},
      ${suspect.entry_id}, ${suspect.seqs.length}, ${suspect.people}, ${suspect.from_at}, ${suspect.to_at},
      ${JSON.stringify(suspect.figures)}::jsonb, ${now})
    on conflict (palace_id, contest_id, round, kind, subject) do update
      set votes = excluded.votes, people = excluded.people, from_at = excluded.from_at, to_at = excluded.to_at,
        figures = excluded.figures
      where had.state = 'open'
    returning id, found_at = ${now}::timestamptz and xmax = 0 as fresh`.execute(tx);
  const [row] = rows;
  if (row === undefined) return false;
  await sql`insert into contest_finding_vote (palace_id, finding_id, seq)
    select ${key.palaceId}::uuid, ${row.id}::uuid, unnest(${[...suspect.seqs]}::bigint[])
    on conflict do nothing`.execute(tx);
  return row.fresh;
}

interface VoidAppeal {
  readonly id: string;
  readonly text: string;
  readonly at: string;
  readonly state: 'waiting' | 'upheld' | 'dismissed';
  readonly answer: string;
  readonly personId: string;
}

export interface FindingSeen extends ContestFindingRow {
  readonly number: number | null;
  readonly title: string | null;
  readonly appeals: readonly VoidAppeal[];
}

const seen = sql`
  select f.*, e.number, e.title,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'text', a.text, 'at', to_char(a.at
      at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'state', a.state, 'answer', a.answer, 'personId', a.person_id) order by a.at, a.id) from contest_void_appeal a
      where a.palace_id = f.palace_id and a.finding_id = f.id), '[]') as appeals
  from contest_finding f left join contest_entry e on e.palace_id = f.palace_id and e.id = f.entry_id`;

/** Findings of a contest: open ones first, then the latest. */
export async function findingsOf(reader: Reader, key: ContestKey, limit: number): Promise<FindingSeen[]> {
  const { rows } = await sql<FindingSeen>`${seen}
    where f.palace_id = ${key.palaceId} and f.contest_id = ${key.contestId}
    order by (f.state = 'open' or exists (select from contest_void_appeal a where a.palace_id = f.palace_id
      and a.finding_id = f.id and a.state = 'waiting')) desc, f.found_at desc, f.id limit ${limit}`.execute(
    reader,
  );
  return rows;
}

export async function findingById(
  reader: Reader | Tx,
  key: ContestKey,
  findingId: string,
): Promise<FindingSeen | undefined> {
  const { rows } = await sql<FindingSeen>`${seen} where f.palace_id = ${key.palaceId}
    and f.contest_id = ${key.contestId} and f.id = ${findingId}`.execute(reader);
  return rows[0];
}

/** The finding that an appeal is about. */
export async function findingOfAppeal(
  tx: Tx,
  key: ContestKey,
  appealId: string,
): Promise<FindingSeen | undefined> {
  const { rows } = await sql<FindingSeen>`${seen} join contest_void_appeal appeal
      on appeal.palace_id = f.palace_id and appeal.finding_id = f.id
    where f.palace_id = ${key.palaceId} and f.contest_id = ${key.contestId} and appeal.id = ${appealId}`.execute(
    tx,
  );
  return rows[0];
}

/** Decides a finding whose round is held; `contest_finding_edge` refuses what is not open to it. */
export const decideFinding = (
  tx: Tx,
  finding: Pick<ContestFindingRow, 'palace_id' | 'id'>,
  decision: Pick<ContestFindingRow, 'state' | 'reason' | 'decided_by' | 'decided_at'>,
) =>
  db
    .write(tx)
    .updateTable('contest_finding')
    .set(decision)
    .where('palace_id', '=', finding.palace_id)
    .where('id', '=', finding.id)
    .execute();

/** Whether a person has something to do with a finding: a vote of theirs, or an entry of theirs, is in it. */
export async function concerns(
  tx: Tx,
  finding: Pick<ContestFindingRow, 'palace_id' | 'contest_id' | 'round' | 'id' | 'entry_id'>,
  personId: string,
): Promise<boolean> {
  const { rows } = await sql<{ concerned: boolean }>`
    select exists (select from contest_vote v
        join contest_finding_vote f on f.palace_id = v.palace_id and f.seq = v.seq and f.finding_id = ${finding.id}
        where v.person_id = ${personId} and v.palace_id = ${finding.palace_id}
          and v.contest_id = ${finding.contest_id} and v.round = ${finding.round})
      or exists (select from contest_entry where palace_id = ${finding.palace_id} and id = ${finding.entry_id}
        and person_id = ${personId}) as concerned`.execute(tx);
  return rows[0]?.concerned ?? false;
}
