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

export interface FindingSeen extends ContestFindingRow {
  readonly number: number | null;
  readonly title: string | null;
  readonly appeals: readonly { readonly text: string; readonly at: string }[];
}

const seen = sql`
  select f.*, e.number, e.title,
    coalesce((select jsonb_agg(jsonb_build_object('text', a.text, 'at', to_char(a.at at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.at) from contest_void_appeal a
      where a.palace_id = f.palace_id and a.finding_id = f.id), '[]') as appeals
  from contest_finding f left join contest_entry e on e.palace_id = f.palace_id and e.id = f.entry_id`;

/** Findings of a contest: open ones first, then the latest. */
export async function findingsOf(reader: Reader, key: ContestKey, limit: number): Promise<FindingSeen[]> {
  const { rows } = await sql<FindingSeen>`${seen}
    where f.palace_id = ${key.palaceId} and f.contest_id = ${key.contestId}
    order by (f.state = 'open') desc, f.found_at desc, f.id limit ${limit}`.execute(reader);
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

/** Voids the votes of a finding that still count; the round is held. */
export async function voidVotes(tx: Tx, finding: ContestFindingRow): Promise<void> {
  await sql`
    with voided as (
      insert into contest_vote_void (palace_id, contest_id, round, seq, finding_id)
      select ${finding.palace_id}::uuid, ${finding.contest_id}::uuid, ${finding.round}::smallint, seq,
        ${finding.id}::uuid
      from contest_finding_vote where palace_id = ${finding.palace_id} and finding_id = ${finding.id}
      on conflict do nothing returning seq
    ),
    less as (
      select v.entry_id, count(*) as votes from contest_vote v join voided on voided.seq = v.seq
      where v.palace_id = ${finding.palace_id} and v.contest_id = ${finding.contest_id}
        and v.round = ${finding.round}
      group by v.entry_id
    ),
    counted as (
      update contest_round set voided = voided + (select count(*) from voided)
      where palace_id = ${finding.palace_id} and contest_id = ${finding.contest_id} and round = ${finding.round}
    )
    update contest_tally t set votes = t.votes - less.votes, voided = t.voided + less.votes from less
    where t.palace_id = ${finding.palace_id} and t.contest_id = ${finding.contest_id} and t.round = ${finding.round}
      and t.entry_id = less.entry_id`.execute(tx);
}

/** Gives the votes of a finding back, but for those that another voided finding covers; the round is held. */
export async function restoreVotes(tx: Tx, finding: ContestFindingRow): Promise<void> {
  await sql`
    update contest_vote_void w set finding_id = other.finding_id
    from (select distinct on (o.seq) o.seq, o.finding_id from contest_finding_vote o
      join contest_finding f on f.palace_id = o.palace_id and f.id = o.finding_id
      where f.palace_id = ${finding.palace_id} and f.contest_id = ${finding.contest_id}
        and f.round = ${finding.round} and f.state = 'voided' and f.id <> ${finding.id}
      order by o.seq, o.finding_id) as other
    where w.palace_id = ${finding.palace_id} and w.finding_id = ${finding.id} and w.seq = other.seq`.execute(
    tx,
  );
  await sql`
    with restored as (
      delete from contest_vote_void where palace_id = ${finding.palace_id} and contest_id = ${finding.contest_id}
        and round = ${finding.round} and finding_id = ${finding.id} returning seq
    ),
    more as (
      select v.entry_id, count(*) as votes from contest_vote v join restored on restored.seq = v.seq
      where v.palace_id = ${finding.palace_id} and v.contest_id = ${finding.contest_id}
        and v.round = ${finding.round}
      group by v.entry_id
    ),
    counted as (
      update contest_round set voided = voided - (select count(*) from restored)
      where palace_id = ${finding.palace_id} and contest_id = ${finding.contest_id} and round = ${finding.round}
    )
    update contest_tally t set votes = t.votes + more.votes, voided = t.voided - more.votes from more
    where t.palace_id = ${finding.palace_id} and t.contest_id = ${finding.contest_id} and t.round = ${finding.round}
      and t.entry_id = more.entry_id`.execute(tx);
}

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

/** Writes an appeal; `contest_void_appeal_once` refuses a second. */
export async function insertVoidAppeal(
  tx: Tx,
  appeal: { palaceId: string; findingId: string; personId: string; text: string; at: Date },
): Promise<void> {
  await sql`insert into contest_void_appeal (palace_id, finding_id, person_id, text, at)
    values (${appeal.palaceId}, ${appeal.findingId}, ${appeal.personId}, ${appeal.text}, ${appeal.at})`.execute(
    tx,
  );
}
