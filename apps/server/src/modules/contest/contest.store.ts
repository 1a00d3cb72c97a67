import type { ContestDefinition } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { ContestRoundRow, ContestRow, ContestTables } from './contest.tables.ts';

const db = tablesOf<ContestTables>();

export interface ContestKey {
  readonly palaceId: string;
  readonly contestId: string;
}

/** A contest with the definition in force. */
export interface Contest extends ContestRow {
  readonly definition: ContestDefinition;
}

const withDefinition = sql`
  select c.*, v.definition from contest c
    join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version`;

export async function contestById(reader: Reader | Tx, key: ContestKey): Promise<Contest | undefined> {
  const { rows } = await sql<Contest>`${withDefinition}
    where c.palace_id = ${key.palaceId} and c.id = ${key.contestId}`.execute(reader);
  return rows[0];
}

/** Several contests, by id. */
export async function contestsByIds(
  reader: Reader | Tx,
  keys: readonly { readonly palace_id: string; readonly contest_id: string }[],
): Promise<Map<string, Contest>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Contest>`${withDefinition}
    where c.palace_id = any (${[...new Set(keys.map((key) => key.palace_id))]}::uuid[])
      and c.id = any (${[...new Set(keys.map((key) => key.contest_id))]}::uuid[])`.execute(reader);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The contest, held until the transaction ends: the first of its locks. */
export async function lockContest(tx: Tx, key: ContestKey): Promise<Contest | undefined> {
  await sql`select lock_contest(${key.palaceId}, ${key.contestId})`.execute(tx);
  return contestById(tx, key);
}

/** Published contests, those under way first, then the latest. */
export async function publishedContests(
  reader: Reader,
  palaceId: string | undefined,
  limit: number,
): Promise<Contest[]> {
  const { rows } = await sql<Contest>`${withDefinition}
    where c.state <> 'draft' and (${palaceId ?? null}::uuid is null or c.palace_id = ${palaceId ?? null}::uuid)
    order by (c.state = 'published') desc, c.published_at desc, c.id limit ${limit}`.execute(reader);
  return rows;
}

export async function contestsOfPalace(reader: Reader, palaceId: string, limit: number): Promise<Contest[]> {
  const { rows } = await sql<Contest>`${withDefinition}
    where c.palace_id = ${palaceId} order by c.created_at desc, c.id limit ${limit}`.execute(reader);
  return rows;
}

/** Contests that are under way, of all palaces. */
export async function contestsUnderWay(reader: Reader): Promise<ContestKey[]> {
  return await db
    .read(reader)
    .selectFrom('contest')
    .select(['palace_id as palaceId', 'id as contestId'])
    .where('state', '=', 'published')
    .orderBy('published_at')
    .execute();
}

export const insertContest = (tx: Tx, row: ContestRow) =>
  db.write(tx).insertInto('contest').values(row).execute();

export const updateContest = (
  tx: Tx,
  key: ContestKey,
  change: Partial<Omit<ContestRow, 'palace_id' | 'id'>>,
) =>
  db
    .write(tx)
    .updateTable('contest')
    .set(change)
    .where('palace_id', '=', key.palaceId)
    .where('id', '=', key.contestId)
    .execute();

/** Writes a version; `contest_version_once` refuses one that exists. */
export async function insertVersion(
  tx: Tx,
  key: ContestKey,
  version: {
    readonly version: number;
    readonly definition: ContestDefinition;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`insert into contest_version (palace_id, contest_id, version, definition, created_by, created_at)
    values (${key.palaceId}, ${key.contestId}, ${version.version}, ${JSON.stringify(version.definition)}::jsonb,
      ${version.by}, ${version.at})`.execute(tx);
}

// Rounds

export async function insertRounds(tx: Tx, key: ContestKey, count: number): Promise<void> {
  await sql`insert into contest_round (palace_id, contest_id, round, state)
    select ${key.palaceId}, ${key.contestId}, n, case n when 0 then 'open' else 'waiting' end
    from generate_series(0, ${count - 1}) n`.execute(tx);
}

export const roundsOf = (reader: Reader | Tx, key: ContestKey): Promise<ContestRoundRow[]> =>
  db
    .read(reader)
    .selectFrom('contest_round')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .orderBy('round')
    .execute();

/** Entries in each round that are still in it, by contest id and round: `<contest> <round>`. */
export async function roundFigures(
  reader: Reader,
  keys: readonly { readonly palace_id: string; readonly contest_id: string }[],
): Promise<Map<string, ContestRoundRow & { entries: number }>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<ContestRoundRow & { entries: number }>`
    select r.*, (select count(*)::int from contest_tally t where t.palace_id = r.palace_id
      and t.contest_id = r.contest_id and t.round = r.round and t.accepting) as entries
    from contest_round r
    where r.palace_id = any (${[...new Set(keys.map((key) => key.palace_id))]}::uuid[])
      and r.contest_id = any (${[...new Set(keys.map((key) => key.contest_id))]}::uuid[])`.execute(reader);
  return new Map(rows.map((row) => [`${row.contest_id} ${row.round}`, row]));
}

/** A round, held until the transaction ends. The contest is locked before, entries after. */
export async function lockRound(
  tx: Tx,
  key: ContestKey,
  round: number,
): Promise<ContestRoundRow | undefined> {
  const { rows } = await sql<ContestRoundRow>`
    select * from lock_contest_round(${key.palaceId}, ${key.contestId}, ${round})`.execute(tx);
  return rows[0];
}

export const updateRound = (
  tx: Tx,
  key: ContestKey,
  round: number,
  change: Partial<Omit<ContestRoundRow, 'palace_id' | 'contest_id' | 'round'>>,
) =>
  db
    .write(tx)
    .updateTable('contest_round')
    .set(change)
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .where('round', '=', round)
    .execute();
