import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { ContestFindingRow } from '../contest.tables.ts';

type Finding = Pick<ContestFindingRow, 'palace_id' | 'contest_id' | 'round' | 'id'>;

/** Rows of a finding's round in a table that names it by `palace_id`, `contest_id` and `round`. */
const ofRound = (alias: string, finding: Finding): RawBuilder<boolean> => sql<boolean>`
  ${sql.ref(`${alias}.palace_id`)} = ${finding.palace_id} and ${sql.ref(`${alias}.contest_id`)} = ${finding.contest_id}
    and ${sql.ref(`${alias}.round`)} = ${finding.round}`;

/** Voids the votes of a finding that still count; the round is held. */
export async function voidVotes(tx: Tx, finding: Finding, now: Date): Promise<void> {
  const { rows } = await sql<{ seq: number }>`
    insert into contest_vote_void (palace_id, contest_id, round, seq, finding_id)
    select ${finding.palace_id}::uuid, ${finding.contest_id}::uuid, ${finding.round}::smallint, seq,
      ${finding.id}::uuid
    from contest_finding_vote where palace_id = ${finding.palace_id} and finding_id = ${finding.id}
    on conflict do nothing returning seq`.execute(tx);
  const seqs = rows.map((row) => row.seq);
  await writeRuling(tx, finding, { kind: 'void', seqs, now });
}

/**
 * Gives the votes of a finding back, of one person or of all (`personId` null), but for those that another voided
 * finding covers; the round is held.
 */
export async function restoreVotes(
  tx: Tx,
  finding: Finding,
  { kind, personId, now }: { kind: 'restore' | 'appeal'; personId: string | null; now: Date },
): Promise<void> {
  await sql`
    update contest_finding_vote f set restored = true from contest_vote v
    where f.palace_id = ${finding.palace_id} and f.finding_id = ${finding.id} and ${ofRound('v', finding)}
      and v.seq = f.seq and (${personId}::uuid is null or v.person_id = ${personId}::uuid)`.execute(tx);
  await sql`
    update contest_vote_void w set finding_id = other.finding_id
    from (select distinct on (o.seq) o.seq, o.finding_id from contest_finding_vote o
      join contest_finding f on f.palace_id = o.palace_id and f.id = o.finding_id
      where ${ofRound('f', finding)} and f.state = 'voided' and f.id <> ${finding.id} and not o.restored
      order by o.seq, o.finding_id) as other
    where w.palace_id = ${finding.palace_id} and w.finding_id = ${finding.id} and w.seq = other.seq
      and exists (select from contest_finding_vote mine where mine.palace_id = w.palace_id
        and mine.finding_id = ${finding.id} and mine.seq = w.seq and mine.restored)`.execute(tx);
  const { rows } = await sql<{ seq: number }>`
    delete from contest_vote_void w using contest_finding_vote f
    where ${ofRound('w', finding)} and w.finding_id = ${finding.id} and f.palace_id = w.palace_id
      and f.finding_id = w.finding_id and f.seq = w.seq and f.restored
    returning w.seq`.execute(tx);
  const seqs = rows.map((row) => row.seq);
  await writeRuling(tx, finding, { kind, seqs, now });
}

/** Writes what was decided beside the chain, and what follows: tallies and the round's count of void votes. */
async function writeRuling(
  tx: Tx,
  finding: Finding,
  { kind, seqs, now }: { kind: 'void' | 'restore' | 'appeal'; seqs: readonly number[]; now: Date },
): Promise<void> {
  const sign = kind === 'void' ? 1 : -1;
  await sql`
    with counted as (
      update contest_round r set voided = voided + ${sign * seqs.length}, rulings = rulings + 1
      where ${ofRound('r', finding)} returning rulings
    ),
    written as (
      insert into contest_ruling (palace_id, contest_id, round, ruling, kind, finding_id, seqs, at)
      select ${finding.palace_id}::uuid, ${finding.contest_id}::uuid, ${finding.round}::smallint, rulings, ${kind},
        ${finding.id}::uuid, ${[...seqs]}::bigint[], ${now}::timestamptz
      from counted
    ),
    changed as (
      select v.entry_id, count(*) as votes from contest_vote v
      where ${ofRound('v', finding)} and v.seq = any (${[...seqs]}::bigint[]) group by v.entry_id
    )
    update contest_tally t set votes = t.votes - ${sign} * changed.votes, voided = t.voided + ${sign} * changed.votes
    from changed where ${ofRound('t', finding)} and t.entry_id = changed.entry_id`.execute(tx);
}

/** People whose votes a finding holds. */
export async function votersOf(tx: Tx, finding: Finding): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct v.person_id from contest_finding_vote f join contest_vote v on ${ofRound('v', finding)}
      and v.seq = f.seq
    where f.palace_id = ${finding.palace_id} and f.finding_id = ${finding.id} order by v.person_id`.execute(
    tx,
  );
  return rows.map((row) => row.person_id);
}
