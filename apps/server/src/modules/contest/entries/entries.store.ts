import { sql } from 'kysely';
import { z } from 'zod';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestEntryRow, ContestTables } from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

/** An entry with its votes of the last round it reached. */
export interface EntrySeen extends ContestEntryRow {
  readonly votes: number;
}

const seen = sql`
  select e.*, coalesce(t.votes, 0) as votes from contest_entry e
    left join contest_tally t on t.palace_id = e.palace_id and t.contest_id = e.contest_id and t.round = e.round
      and t.entry_id = e.id`;

export async function entryById(
  reader: Reader | Tx,
  key: ContestKey,
  entryId: string,
): Promise<EntrySeen | undefined> {
  const { rows } = await sql<EntrySeen>`${seen} where e.palace_id = ${key.palaceId}
    and e.contest_id = ${key.contestId} and e.id = ${entryId}`.execute(reader);
  return rows[0];
}

/** Some entries of a contest, by id. */
export async function entriesByIds(
  reader: Reader | Tx,
  key: ContestKey,
  ids: readonly string[],
): Promise<Map<string, EntrySeen>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<EntrySeen>`${seen} where e.palace_id = ${key.palaceId}
    and e.contest_id = ${key.contestId} and e.id = any (${[...ids]}::uuid[])`.execute(reader);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A person's entries, latest first; one of them when `entryId` is given. */
export async function entriesOfPerson(
  reader: Reader | Tx,
  personId: string,
  entryId: string | null = null,
): Promise<EntrySeen[]> {
  const { rows } = await sql<EntrySeen>`${seen} where e.person_id = ${personId}
    and (${entryId}::uuid is null or e.id = ${entryId}::uuid)
    order by e.entered_at desc, e.id desc limit 100`.execute(reader);
  return rows;
}

/** The cursor of a list of entries in the order of their numbers. */
export const byNumber = z.tuple([z.int32()]);

/** Entries of a state after a number. */
export async function entriesOfState(
  reader: Reader,
  key: ContestKey,
  state: ContestEntryRow['state'],
  page: { readonly after: number; readonly limit: number },
): Promise<EntrySeen[]> {
  const { rows } = await sql<EntrySeen>`${seen} where e.palace_id = ${key.palaceId}
    and e.contest_id = ${key.contestId} and e.state = ${state} and e.number > ${page.after}
    order by e.number limit ${page.limit}`.execute(reader);
  return rows;
}

export const lockEntry = (tx: Tx, palaceId: string, entryId: string): Promise<ContestEntryRow | undefined> =>
  db
    .write(tx)
    .selectFrom('contest_entry')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();

/** The next number of a contest. */
export async function takeNumber(tx: Tx, key: ContestKey): Promise<number> {
  const row = await db
    .write(tx)
    .updateTable('contest')
    .set((row) => ({ next_number: row('next_number', '+', 1) }))
    .where('palace_id', '=', key.palaceId)
    .where('id', '=', key.contestId)
    .returning('next_number')
    .executeTakeFirstOrThrow();
  return row.next_number - 1;
}

/** Counts one entry more (`by` 1) or less; `contest_entrant_limit` refuses more than `allowed`. */
export async function countEntry(
  tx: Tx,
  key: ContestKey,
  person: { readonly personId: string; readonly allowed: number; readonly by: 1 | -1 },
): Promise<void> {
  if (person.by < 0) {
    await sql`update contest_entrant set entries = entries - 1 where palace_id = ${key.palaceId}
      and contest_id = ${key.contestId} and person_id = ${person.personId}`.execute(tx);
    return;
  }
  await sql`insert into contest_entrant as had (palace_id, contest_id, person_id, entries, allowed)
    values (${key.palaceId}, ${key.contestId}, ${person.personId}, 1, ${person.allowed})
    on conflict (palace_id, contest_id, person_id) do update
      set entries = had.entries + 1, allowed = greatest(had.entries, excluded.allowed)`.execute(tx);
}

export async function insertEntry(tx: Tx, row: ContestEntryRow): Promise<void> {
  await db
    .write(tx)
    .insertInto('contest_entry')
    .values({ ...row, answers: sql`${JSON.stringify(row.answers)}::jsonb` as never })
    .execute();
}

export const updateEntry = (
  tx: Tx,
  entry: Pick<ContestEntryRow, 'palace_id' | 'id'>,
  change: Partial<
    Pick<
      ContestEntryRow,
      'state' | 'note' | 'decided_at' | 'decided_by' | 'round' | 'asset_id' | 'clip_down_at'
    >
  >,
) =>
  db
    .write(tx)
    .updateTable('contest_entry')
    .set(change)
    .where('palace_id', '=', entry.palace_id)
    .where('id', '=', entry.id)
    .execute();

/** Brings an entry into a held round, or back into it. */
export async function joinRound(tx: Tx, entry: ContestEntryRow, round: number): Promise<void> {
  await sql`insert into contest_tally (palace_id, contest_id, round, entry_id)
    values (${entry.palace_id}, ${entry.contest_id}, ${round}, ${entry.id})
    on conflict (palace_id, contest_id, round, entry_id) do update set accepting = true`.execute(tx);
}

/** Takes an entry out of a held round: its votes stay, and it has no place in the result. */
export async function leaveRound(tx: Tx, entry: ContestEntryRow, round: number): Promise<void> {
  await sql`update contest_tally set accepting = false where palace_id = ${entry.palace_id}
    and contest_id = ${entry.contest_id} and round = ${round} and entry_id = ${entry.id}`.execute(tx);
}

/** The entry of this id, of any contest. */
export const entryAnywhere = (reader: Reader | Tx, entryId: string): Promise<ContestEntryRow | undefined> =>
  db
    .read(reader)
    .selectFrom('contest_entry')
    .selectAll()
    .where('id', '=', entryId)
    .executeTakeFirst() as Promise<ContestEntryRow | undefined>;

/** Recordings of entries, by the entries' ids. */
export async function entryClips(
  reader: Reader | Tx,
  entryIds: readonly string[],
): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('contest_entry')
    .select(['id', 'asset_id'])
    .where('id', 'in', [...entryIds])
    .execute();
  return new Map(rows.flatMap((row) => (row.asset_id === null ? [] : [[row.id, row.asset_id] as const])));
}

/** Entries of a state with one of these recordings, in the order in which their rounds are held. */
export const entriesWithClips = (
  tx: Tx,
  assetIds: readonly string[],
  state: ContestEntryRow['state'],
): Promise<Pick<ContestEntryRow, 'palace_id' | 'contest_id' | 'id' | 'round'>[]> =>
  db
    .read(tx)
    .selectFrom('contest_entry')
    .select(['palace_id', 'contest_id', 'id', 'round'])
    .where('asset_id', 'in', [...assetIds])
    .where('state', '=', state)
    .orderBy('contest_id')
    .orderBy('round')
    .orderBy('id')
    .execute();
