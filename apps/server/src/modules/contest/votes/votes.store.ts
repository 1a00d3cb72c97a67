import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestRoundRow } from '../contest.tables.ts';

/** A round and the day on which is voted. */
interface RoundDay {
  readonly key: ContestKey;
  readonly round: Pick<ContestRoundRow, 'round'>;
  readonly day: string;
}

export interface VotableEntry {
  readonly number: number;
  readonly votes: number;
}

/** Those of some entries that take votes in the round, by id. */
export async function votableEntries(
  tx: Tx,
  { key, round }: RoundDay,
  entries: readonly string[],
): Promise<Map<string, VotableEntry>> {
  const { rows } = await sql<VotableEntry & { id: string }>`
    select e.id, e.number, t.votes from contest_tally t
      join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
    where t.palace_id = ${key.palaceId} and t.contest_id = ${key.contestId} and t.round = ${round.round}
      and t.entry_id = any (${[...new Set(entries)]}::uuid[]) and t.accepting`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What some people have voted for that day. */
export async function votesOfDay(
  reader: Reader | Tx,
  { key, round, day }: RoundDay,
  people: readonly string[],
): Promise<{ person_id: string; entry_id: string; seq: number }[]> {
  const { rows } = await sql<{ person_id: string; entry_id: string; seq: number }>`
    select person_id, entry_id, seq from contest_vote
    where palace_id = ${key.palaceId} and contest_id = ${key.contestId} and round = ${round.round}
      and person_id = any (${[...people]}::uuid[]) and day = ${day} order by seq`.execute(reader);
  return rows;
}

export interface NewVote {
  readonly seq: number;
  readonly entryId: string;
  readonly number: number;
  readonly personId: string;
  readonly voter: Buffer;
  readonly device: Buffer | null;
  readonly address: Buffer;
  readonly newAccount: boolean;
}

interface Batch extends RoundDay {
  readonly round: ContestRoundRow;
  readonly votesADay: number;
  readonly rows: readonly NewVote[];
  readonly hash: Buffer;
  readonly now: Date;
}

const bytes = (value: Buffer | null) => (value === null ? null : `\\x${value.toString('hex')}`);

/**
 * Writes one batch of votes of a held round: the votes, how many each person has given, the tallies, the batch and the
 * chain's new head. Gives the votes that its entries have then, by id.
 */
export async function appendVotes(tx: Tx, batch: Batch): Promise<Map<string, number>> {
  const { key, round, rows, day, now } = batch;
  const given = rows.map((row) => ({
    seq: row.seq,
    entry_id: row.entryId,
    person_id: row.personId,
    voter: bytes(row.voter),
    device: bytes(row.device),
    address: bytes(row.address),
    new_account: row.newAccount,
  }));
  const { rows: counted } = await sql<{ entry_id: string; votes: number }>`
    with cast_now as materialized (
      select * from ${tableOf(given, {
        seq: 'bigint',
        entry_id: 'uuid',
        person_id: 'uuid',
        voter: 'bytea',
        device: 'bytea',
        address: 'bytea',
        new_account: 'boolean',
      })} as vote
    ),
    written as (
      insert into contest_vote (palace_id, contest_id, round, seq, entry_id, person_id, voter, day, cast_at, device,
        address, new_account)
      select ${key.palaceId}::uuid, ${key.contestId}::uuid, ${round.round}::smallint, seq, entry_id, person_id, voter,
        ${day}::date, ${now}::timestamptz, device, address, new_account
      from cast_now order by seq
    ),
    days as (
      insert into contest_voter_day as had (palace_id, contest_id, round, person_id, day, votes, allowed)
      select ${key.palaceId}::uuid, ${key.contestId}::uuid, ${round.round}::smallint, person_id, ${day}::date,
        count(*), ${batch.votesADay}::smallint
      from cast_now group by person_id
      on conflict (palace_id, contest_id, round, person_id, day)
        do update set votes = had.votes + excluded.votes, allowed = excluded.allowed
    ),
    batched as (
      insert into contest_vote_batch (palace_id, contest_id, round, batch, first_seq, last_seq, previous, hash, at)
      values (${key.palaceId}, ${key.contestId}, ${round.round}, ${round.batches + 1}, ${round.votes + 1},
        ${round.votes + rows.length}, ${round.head}, ${batch.hash}, ${now})
    ),
    chained as (
      update contest_round set votes = votes + ${rows.length}, batches = batches + 1, head = ${batch.hash},
        last_day = ${day}::date
      where palace_id = ${key.palaceId} and contest_id = ${key.contestId} and round = ${round.round}
    )
    update contest_tally t set votes = t.votes + more.votes
    from (select entry_id, count(*) as votes from cast_now group by entry_id) as more
    where t.palace_id = ${key.palaceId} and t.contest_id = ${key.contestId} and t.round = ${round.round}
      and t.entry_id = more.entry_id
    returning t.entry_id, t.votes`.execute(tx);
  return new Map(counted.map((row) => [row.entry_id, row.votes]));
}

export interface MyVote {
  readonly round: number;
  readonly seq: number;
  readonly entry_id: string;
  readonly number: number;
  readonly title: string;
  readonly cast_at: Date;
  /** The finding it is voided by; null when it counts. */
  readonly finding_id: string | null;
  readonly reason: string | null;
  readonly round_open: boolean;
  /** What they said against the last void of it, also when it counts again. */
  readonly appeal: { text: string; state: 'waiting' | 'upheld' | 'dismissed'; answer: string } | null;
}

/** A person's votes in a contest, latest first. */
export async function votesOfPerson(
  reader: Reader,
  key: ContestKey,
  personId: string,
  limit: number,
): Promise<MyVote[]> {
  const { rows } = await sql<MyVote>`
    select v.round, v.seq, v.entry_id, e.number, e.title, v.cast_at, w.finding_id, f.reason, r.state = 'open' as round_open,
      (select jsonb_build_object('text', a.text, 'state', a.state, 'answer', a.answer)
        from contest_void_appeal a join contest_finding_vote o on o.palace_id = a.palace_id
          and o.finding_id = a.finding_id and o.seq = v.seq
          join contest_finding found on found.palace_id = a.palace_id and found.id = a.finding_id
            and found.contest_id = v.contest_id and found.round = v.round
        where a.palace_id = v.palace_id and a.person_id = v.person_id
          and (w.finding_id is null or a.finding_id = w.finding_id)
        order by a.at desc limit 1) as appeal
    from contest_vote v
      join contest_entry e on e.palace_id = v.palace_id and e.id = v.entry_id
      join contest_round r on r.palace_id = v.palace_id and r.contest_id = v.contest_id and r.round = v.round
      left join contest_vote_void w on w.palace_id = v.palace_id and w.contest_id = v.contest_id
        and w.round = v.round and w.seq = v.seq
      left join contest_finding f on f.palace_id = w.palace_id and f.id = w.finding_id
    where v.person_id = ${personId} and v.palace_id = ${key.palaceId} and v.contest_id = ${key.contestId}
    order by v.round desc, v.seq desc limit ${limit}`.execute(reader);
  return rows;
}
