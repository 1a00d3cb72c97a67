import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BallotFileRow, BallotTables } from './ballot.tables.ts';
import type { BallotKey } from './ballots.store.ts';

const db = tablesOf<BallotTables>();

/** Lines of one part: small enough to look one entry up in it. */
export const PART_LINES = 4096;

/** Writes the entry lines of a ballot, in order. Returns how many there are and their slips. */
export async function writeEntryLines(tx: Tx, key: BallotKey): Promise<{ entries: number; slips: number }> {
  // A million lines on a busy machine take longer than a request may.
  await sql`set local statement_timeout = '300s'`.execute(tx);
  const { rows } = await sql<{ entries: number; slips: number }>`
    with line as materialized (
      select leaf, weight, (row_number() over (order by leaf) - 1) / ${PART_LINES} as part,
        rtrim(translate(encode(leaf, 'base64'), '+/', '-_'), '=') || ' ' || weight || ' ' || seats || ' '
          || lpad(to_hex(pools::int), 4, '0') || e'\n' as text
      from ballot_entry
      where palace_id = ${key.palaceId} and ballot_id = ${key.ballotId} and status = 'entered'
    ),
    written as (
      insert into ballot_file (palace_id, ballot_id, kind, part, first_leaf, body)
      select ${key.palaceId}::uuid, ${key.ballotId}::uuid, 'entries', part, (array_agg(leaf order by leaf))[1],
        convert_to(string_agg(text, '' order by leaf), 'UTF8')
      from line group by part
    )
    select count(*)::int as entries, coalesce(sum(weight), 0)::int as slips from line`.execute(tx);
  return rows[0] ?? { entries: 0, slips: 0 };
}

/** A file's parts in order, a few at a time: together they are the file. */
export async function* partsOf(
  reader: Reader | Tx,
  key: BallotKey,
  kind: BallotFileRow['kind'],
): AsyncGenerator<BallotFileRow> {
  const AT_ONCE = 32;
  for (let part = 0; ; part += AT_ONCE) {
    const rows = await db
      .read(reader)
      .selectFrom('ballot_file')
      .selectAll()
      .where('palace_id', '=', key.palaceId)
      .where('ballot_id', '=', key.ballotId)
      .where('kind', '=', kind)
      .where('part', '>=', part)
      .where('part', '<', part + AT_ONCE)
      .orderBy('part')
      .execute();
    yield* rows;
    if (rows.length < AT_ONCE) return;
  }
}

export const insertParts = (tx: Tx, rows: readonly BallotFileRow[]) =>
  db.write(tx).insertInto('ballot_file').values(rows).execute();

/** Places in the drawn order, by entry id, of entries of drawn ballots. */
export async function ranksOfEntries(
  reader: Reader | Tx,
  keys: readonly { readonly palace_id: string; readonly id: string }[],
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ id: string; rank: number | null }>`
    select e.id, convert_from(substring(f.body from f.at + 53 for 7), 'UTF8')::int as rank
    from ballot_entry e cross join lateral (
      select body, position(convert_to(rtrim(translate(encode(e.leaf, 'base64'), '+/', '-_'), '='), 'UTF8') in body)
        as at
      from (select body from ballot_file
        where palace_id = e.palace_id and ballot_id = e.ballot_id and kind = 'result' and first_leaf <= e.leaf
        order by first_leaf desc limit 1) as part) as f
    where e.palace_id = any (${[...new Set(keys.map((key) => key.palace_id))]}::uuid[])
      and e.id = any (${keys.map((key) => key.id)}::uuid[]) and f.at > 0`.execute(reader);
  return new Map(rows.flatMap((row) => (row.rank === null ? [] : [[row.id, row.rank] as const])));
}
