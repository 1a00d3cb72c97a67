import type { NominationState } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestEntryRow, ContestNominationRow, ContestTables } from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

interface NominatedFacts {
  /** Hash of the number, hexadecimal. */
  readonly hash: string;
  /** Categories for which the union has nominated it. */
  readonly nominated: readonly string[];
  /** Entries of whoever holds it, and nominations of any union that wait. */
  readonly taken: number;
}

/** What numbers (keyed hashes) have in a contest already; `people` holds who has which number. */
export async function nominatedFacts(
  reader: Reader | Tx,
  key: ContestKey & { readonly unionId: string },
  holders: readonly { readonly hash: Buffer; readonly personId: string | null }[],
): Promise<Map<string, NominatedFacts>> {
  const { rows } = await sql<NominatedFacts>`
    select encode(h.hash, 'hex') as hash,
      array(select n.category from contest_nomination n where n.palace_id = ${key.palaceId}
        and n.contest_id = ${key.contestId} and n.union_id = ${key.unionId} and n.phone_hash = h.hash
        and n.state in ('waiting', 'accepted')) as nominated,
      (select count(*)::int from contest_nomination n where n.palace_id = ${key.palaceId}
        and n.contest_id = ${key.contestId} and n.phone_hash = h.hash and n.state = 'waiting')
      + coalesce((select c.entries from contest_entrant c where c.palace_id = ${key.palaceId}
        and c.contest_id = ${key.contestId} and c.person_id = h.person), 0) as taken
    from unnest(${holders.map(({ hash }) => hash)}::bytea[], ${holders.map(({ personId }) => personId)}::uuid[])
      as h (hash, person)`.execute(reader);
  return new Map(rows.map((row) => [row.hash, row]));
}

/** Rows written by one statement. */
const BATCH = 1000;

/** Writes nominations; `contest_nomination_once` refuses a second for a category. */
export async function insertNominations(tx: Tx, rows: readonly ContestNominationRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await db
      .write(tx)
      .insertInto('contest_nomination')
      .values(rows.slice(from, from + BATCH))
      .execute();
  }
}

/** A nomination with its entry. */
export interface NominationSeen extends ContestNominationRow {
  readonly entry_state: ContestEntryRow['state'] | null;
  readonly entry_number: number | null;
  readonly asset_id: string | null;
  readonly known: boolean;
}

const seen = sql`
  select n.*, e.state as entry_state, e.number as entry_number, e.asset_id,
    n.person_id is not null as known
  from contest_nomination n left join contest_entry e on e.palace_id = n.palace_id and e.id = n.entry_id`;

/** Whom a union has nominated for a contest, latest first. */
export async function nominationsOfUnion(
  reader: Reader,
  key: ContestKey & { readonly unionId: string },
  limit: number,
): Promise<NominationSeen[]> {
  const { rows } = await sql<NominationSeen>`${seen} where n.palace_id = ${key.palaceId}
    and n.contest_id = ${key.contestId} and n.union_id = ${key.unionId}
    order by n.nominated_at desc, n.id limit ${limit}`.execute(reader);
  return rows;
}

/** Nominations that wait for whoever holds a number (keyed hash), latest first. */
export async function nominationsOfPhone(reader: Reader | Tx, phoneHash: Buffer): Promise<NominationSeen[]> {
  const { rows } = await sql<NominationSeen>`${seen} where n.phone_hash = ${phoneHash} and n.state = 'waiting'
    order by n.nominated_at desc, n.id limit 50`.execute(reader);
  return rows;
}

/** A nomination that waits for whoever holds a number, held until the transaction ends. */
export async function lockNominationOfPhone(
  tx: Tx,
  nominationId: string,
  phoneHash: Buffer,
): Promise<ContestNominationRow | undefined> {
  const { rows } = await sql<ContestNominationRow>`select * from contest_nomination
    where phone_hash = ${phoneHash} and state = 'waiting' and id = ${nominationId} for update`.execute(tx);
  return rows[0];
}

export const lockNomination = (
  tx: Tx,
  palaceId: string,
  nominationId: string,
): Promise<ContestNominationRow | undefined> =>
  db
    .write(tx)
    .selectFrom('contest_nomination')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', nominationId)
    .forUpdate()
    .executeTakeFirst();

/** Ends a nomination; `contest_nomination_edge` refuses one that is no longer waiting. */
export const endNomination = (
  tx: Tx,
  nomination: Pick<ContestNominationRow, 'palace_id' | 'id'>,
  change: {
    readonly state: Exclude<NominationState, 'waiting'>;
    readonly decided_at: Date;
    readonly person_id?: string;
    readonly entry_id?: string;
  },
) =>
  db
    .write(tx)
    .updateTable('contest_nomination')
    .set(change)
    .where('palace_id', '=', nomination.palace_id)
    .where('id', '=', nomination.id)
    .execute();

/** Notes who holds the number of nominations that wait. */
export async function knowNominee(tx: Tx, phoneHash: Buffer, personId: string): Promise<void> {
  await sql`update contest_nomination set person_id = ${personId}
    where phone_hash = ${phoneHash} and state = 'waiting' and person_id is null`.execute(tx);
}

/** How many nominations a union has in contests, by contest and state: `<contest> <state>`. */
export async function nominationCounts(
  reader: Reader,
  unionId: string,
): Promise<Map<string, Partial<Record<NominationState, number>>>> {
  const { rows } = await sql<{ contest_id: string; counts: Partial<Record<NominationState, number>> }>`
    select contest_id, jsonb_object_agg(state, count) as counts
    from (select contest_id, state, count(*)::int from contest_nomination where union_id = ${unionId}
      group by 1, 2) as counted
    group by contest_id`.execute(reader);
  return new Map(rows.map((row) => [row.contest_id, row.counts]));
}
