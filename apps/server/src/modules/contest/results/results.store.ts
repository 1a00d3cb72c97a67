import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestEntryRow, ContestResultRow, ContestTables } from '../contest.tables.ts';
import type { Contender } from './results.rules.ts';

const db = tablesOf<ContestTables>();

/** Entries that are in a round with their votes and every expert's total. */
export async function contendersOf(tx: Tx, key: ContestKey, round: number): Promise<Contender[]> {
  const { rows } = await sql<Contender>`
    select t.entry_id as "entryId", e.number, e.category, t.votes,
      coalesce((select array_agg(s.total order by s.total) from contest_score s where s.palace_id = t.palace_id
        and s.contest_id = t.contest_id and s.round = t.round and s.entry_id = t.entry_id), '{}') as scores
    from contest_tally t join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
    where t.palace_id = ${key.palaceId} and t.contest_id = ${key.contestId} and t.round = ${round} and t.accepting
    order by e.number`.execute(tx);
  return rows;
}

interface Undecided {
  readonly entries: number;
  readonly findings: number;
  readonly appeals: number;
  /** Voids so young that who voted may still want to appeal. */
  readonly young: number;
}

/** How much of a round nobody has decided about; a void is young when it was made after `youngSince`. */
export async function undecided(
  tx: Tx,
  key: ContestKey,
  round: number,
  youngSince: Date,
): Promise<Undecided> {
  const { rows } = await sql<Undecided>`
    select (select count(*)::int from contest_entry where palace_id = ${key.palaceId}
        and contest_id = ${key.contestId} and state = 'waiting' and round = ${round}) as entries,
      (select count(*)::int from contest_finding where palace_id = ${key.palaceId}
        and contest_id = ${key.contestId} and round = ${round} and state = 'open') as findings,
      (select count(*)::int from contest_void_appeal a join contest_finding f on f.palace_id = a.palace_id
        and f.id = a.finding_id where f.palace_id = ${key.palaceId} and f.contest_id = ${key.contestId}
        and f.round = ${round} and a.state = 'waiting') as appeals,
      (select count(*)::int from contest_finding where palace_id = ${key.palaceId} and contest_id = ${key.contestId}
        and round = ${round} and state = 'voided' and decided_at > ${youngSince}) as young`.execute(tx);
  return rows[0] ?? { entries: 0, findings: 0, appeals: 0, young: 0 };
}

/** Results written by one statement. */
const BATCH = 5000;

export async function insertResults(tx: Tx, rows: readonly ContestResultRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await sql`
      insert into contest_result (palace_id, contest_id, round, entry_id, category, votes, vote_score, expert_score,
        total, rank, advanced, prize)
      select palace_id, contest_id, round, entry_id, category, votes, vote_score, expert_score, total, rank, advanced,
        prize
      from ${tableOf(rows.slice(from, from + BATCH), {
        palace_id: 'uuid',
        contest_id: 'uuid',
        round: 'smallint',
        entry_id: 'uuid',
        category: 'text',
        votes: 'bigint',
        vote_score: 'int',
        expert_score: 'int',
        total: 'int',
        rank: 'int',
        advanced: 'boolean',
        prize: 'text',
      })} as result`.execute(tx);
  }
}

/** Brings those who go on from a closed round into the next. */
export async function advanceEntries(tx: Tx, key: ContestKey, round: number): Promise<void> {
  await sql`
    with going_on as (
      select entry_id from contest_result where palace_id = ${key.palaceId} and contest_id = ${key.contestId}
        and round = ${round} and advanced
    ),
    moved as (
      update contest_entry e set round = ${round + 1} from going_on g
      where e.palace_id = ${key.palaceId} and e.id = g.entry_id
    )
    insert into contest_tally (palace_id, contest_id, round, entry_id)
    select ${key.palaceId}::uuid, ${key.contestId}::uuid, ${round + 1}, entry_id from going_on`.execute(tx);
}

/** Entries that are in a final under way, of all contests. */
export async function finalists(reader: Reader): Promise<{ palace_id: string; entry_id: string }[]> {
  const { rows } = await sql<{ palace_id: string; entry_id: string }>`
    select t.palace_id, t.entry_id from contest c
      join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version
      join contest_round r on r.palace_id = c.palace_id and r.contest_id = c.id and r.state = 'open'
      join contest_tally t on t.palace_id = r.palace_id and t.contest_id = r.contest_id and t.round = r.round
    where c.state = 'published' and t.accepting and v.definition #>> array['rounds', r.round::text, 'kind'] = 'final'
    order by t.palace_id, t.entry_id`.execute(reader);
  return rows;
}

/** Results of entries, round by round. */
export async function resultsOfEntries(
  reader: Reader | Tx,
  entries: readonly Pick<ContestEntryRow, 'palace_id' | 'contest_id' | 'id'>[],
): Promise<ContestResultRow[]> {
  if (entries.length === 0) return [];
  return await db
    .read(reader)
    .selectFrom('contest_result')
    .selectAll()
    .where('palace_id', 'in', [...new Set(entries.map((entry) => entry.palace_id))])
    .where('contest_id', 'in', [...new Set(entries.map((entry) => entry.contest_id))])
    .where(
      'entry_id',
      'in',
      entries.map((entry) => entry.id),
    )
    .orderBy('round')
    .execute();
}

export interface StandingSeen extends Omit<ContestResultRow, 'palace_id' | 'contest_id' | 'round'> {
  readonly number: number;
  readonly entrant_name: string;
  readonly title: string;
}

/** A closed round's result by category and place. */
export async function standingsOfRound(
  reader: Reader,
  key: ContestKey,
  round: number,
  page: { readonly category: string | null; readonly limit: number },
): Promise<StandingSeen[]> {
  const { rows } = await sql<StandingSeen>`
    select r.*, e.number, e.entrant_name, e.title
    from contest_result r join contest_entry e on e.palace_id = r.palace_id and e.id = r.entry_id
    where r.palace_id = ${key.palaceId} and r.contest_id = ${key.contestId} and r.round = ${round}
      and (${page.category}::text is null or r.category = ${page.category})
    order by r.category, r.rank, e.number limit ${page.limit}`.execute(reader);
  return rows;
}

/** A round under way by category and votes. */
export async function votesOfRound(
  reader: Reader,
  key: ContestKey,
  round: number,
  page: { readonly category: string | null; readonly limit: number },
): Promise<StandingSeen[]> {
  const { rows } = await sql<StandingSeen>`
    select * from (
      select t.entry_id, e.category, t.votes, 0 as vote_score, null::int as expert_score, 0 as total,
        rank() over (partition by e.category order by t.votes desc)::int as rank, false as advanced,
        null::text as prize, e.number, e.entrant_name, e.title
      from contest_tally t join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
      where t.palace_id = ${key.palaceId} and t.contest_id = ${key.contestId} and t.round = ${round} and t.accepting
        and (${page.category}::text is null or e.category = ${page.category})) as standing
    order by category, rank, number limit ${page.limit}`.execute(reader);
  return rows;
}
