import { type Expression, type SqlBool, sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { Past } from './ballot.rules.ts';
import type { BallotEntryRow, BallotTables, VoidReason } from './ballot.tables.ts';
import type { BallotKey } from './ballots.store.ts';

const db = tablesOf<BallotTables>();

export type Entry = Omit<BallotEntryRow, 'pools'> & { readonly pools: number };

/** Enters somebody, or changes the entry they have; its id, salt and leaf stay. */
export const putEntry = (tx: Tx, row: Omit<BallotEntryRow, 'pools'>): Promise<Entry> =>
  db
    .write(tx)
    .insertInto('ballot_entry')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['palace_id', 'ballot_id', 'person_id']).doUpdateSet((eb) => ({
        status: 'entered',
        void_reason: null,
        companions: eb.ref('excluded.companions'),
        seats: eb.ref('excluded.seats'),
        first_timer: eb.ref('excluded.first_timer'),
        losses: eb.ref('excluded.losses'),
        weight: eb.ref('excluded.weight'),
        tokens: eb.ref('excluded.tokens'),
        price_fen: eb.ref('excluded.price_fen'),
        member_price: eb.ref('excluded.member_price'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

/** Withdraws somebody's entry. False when there is none. */
export async function withdrawEntry(tx: Tx, key: BallotKey, personId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .write(tx)
    .updateTable('ballot_entry')
    .set({ status: 'withdrawn', companions: [], changed_at: now })
    .where('palace_id', '=', key.palaceId)
    .where('ballot_id', '=', key.ballotId)
    .where('person_id', '=', personId)
    .where('status', '=', 'entered')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export const entryOfPerson = (
  reader: Reader | Tx,
  key: BallotKey,
  personId: string,
): Promise<Entry | undefined> =>
  db
    .read(reader)
    .selectFrom('ballot_entry')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('ballot_id', '=', key.ballotId)
    .where('person_id', '=', personId)
    .executeTakeFirst();

export const entryById = (reader: Reader, personId: string, entryId: string): Promise<Entry | undefined> =>
  db
    .read(reader)
    .selectFrom('ballot_entry')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', entryId)
    .executeTakeFirst();

/** Entries of a person, latest first, after a place. */
export function entriesOfPerson(
  reader: Reader,
  personId: string,
  after: Place | null,
  limit: number,
): Promise<Entry[]> {
  const query = db
    .read(reader)
    .selectFrom('ballot_entry')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('entered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  return (
    after === null
      ? query
      : query.where(sql<boolean>`(entered_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  ).execute();
}

/** What decides a person's weight in a palace: whether they were served there, and their losses since `since`. */
export async function pastOf(
  reader: Reader | Tx,
  palaceId: string,
  personId: string,
  since: Date,
): Promise<Past> {
  const { rows } = await sql<Past>`
    select exists (
        select from booking b where b.person_id = ${personId} and b.palace_id = ${palaceId}
          and (b.hold_expires_at is not null
            or b.status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused'))) as served,
      (select count(*)::int from ballot_entry e
        join ballot t on t.palace_id = e.palace_id and t.id = e.ballot_id
        where e.person_id = ${personId} and e.palace_id = ${palaceId} and e.status = 'entered'
          and t.drawn_at > ${since}
          and not exists (select from booking b where b.palace_id = e.palace_id and b.id = e.id
            and (b.hold_expires_at is not null or b.confirmed_at is not null))) as losses`.execute(reader);
  return rows[0] ?? { served: false, losses: 0 };
}

export async function countEntered(reader: Reader | Tx, key: BallotKey): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('ballot_entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('palace_id', '=', key.palaceId)
    .where('ballot_id', '=', key.ballotId)
    .where('status', '=', 'entered')
    .executeTakeFirstOrThrow();
  return row.count;
}

const ofBallot = (reader: Reader | Tx, key: BallotKey) =>
  db
    .read(reader)
    .selectFrom('ballot_entry')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('ballot_id', '=', key.ballotId);

/** Entries that count, by id after `after`. */
export const enteredAfter = (
  reader: Reader | Tx,
  key: BallotKey,
  after: string | null,
  limit: number,
): Promise<Entry[]> => afterId(ofBallot(reader, key).where('status', '=', 'entered'), after, limit);

/** Entries that count or were voided, by id after `after`. */
export const concernedAfter = (
  reader: Reader | Tx,
  key: BallotKey,
  after: string | null,
  limit: number,
): Promise<Entry[]> => afterId(ofBallot(reader, key).where('status', '!=', 'withdrawn'), after, limit);

type Query = ReturnType<typeof ofBallot>;
function afterId(query: Query, after: string | null, limit: number): Promise<Entry[]> {
  const later: Expression<SqlBool> = sql<boolean>`id > ${after}::uuid`;
  return (after === null ? query : query.where(later)).orderBy('id').limit(limit).execute();
}

export interface Judged {
  readonly id: string;
  readonly void_reason: VoidReason | null;
  readonly pools: number;
  readonly tokens: readonly string[];
}

/** Writes what a new look at the entrants has changed. */
export async function writeJudged(tx: Tx, palaceId: string, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return;
  await sql`
    update ballot_entry set void_reason = j.void_reason, pools = j.pools, tokens = j.tokens,
      status = case when j.void_reason is null then ballot_entry.status else 'void' end
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j (
      id uuid, void_reason text, pools smallint, tokens text[])
    where ballot_entry.palace_id = ${palaceId} and ballot_entry.id = j.id`.execute(tx);
}

/** Voids entries of a closed ballot; the rest of them stays. */
export async function voidEntries(
  tx: Tx,
  palaceId: string,
  voids: readonly { readonly id: string; readonly reason: VoidReason }[],
  now: Date,
): Promise<void> {
  if (voids.length === 0) return;
  await sql`
    update ballot_entry set status = 'void', void_reason = v.reason, voided_at = ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(voids)}::jsonb) as v (id uuid, reason text)
    where ballot_entry.palace_id = ${palaceId} and ballot_entry.id = v.id`.execute(tx);
}

/** Entries by their leaves. */
export const entriesByLeaves = (
  tx: Tx,
  key: BallotKey,
  leaves: readonly string[],
): Promise<(Entry & { readonly leaf_text: string })[]> =>
  ofBallot(tx, key)
    .select(sql<string>`encode(leaf, 'hex')`.as('leaf_text'))
    .where(
      'leaf',
      '=',
      sql<Buffer>`any (array(
      select decode(leaf, 'hex') from unnest(${[...leaves]}::text[]) as given (leaf)))`,
    )
    .execute();

/** Leaves of voided entries with the reason, in hexadecimal. */
export async function voidedLeaves(
  tx: Tx,
  key: BallotKey,
): Promise<{ readonly leaf: string; readonly reason: VoidReason }[]> {
  const { rows } = await sql<{ leaf: string; reason: VoidReason }>`
    select encode(leaf, 'hex') as leaf, void_reason as reason from ballot_entry
    where palace_id = ${key.palaceId} and ballot_id = ${key.ballotId} and status = 'void'`.execute(tx);
  return rows;
}

/**
 * For whoever closes their account: entries of ballots still open are withdrawn, of closed ones void, and the names of
 * companions are taken away everywhere.
 */
export async function giveUpEntries(tx: Tx, personId: string, now: Date): Promise<void> {
  await sql`
    update ballot_entry set status = 'withdrawn', changed_at = ${now} from ballot
    where ballot.palace_id = ballot_entry.palace_id and ballot.id = ballot_entry.ballot_id
      and ballot_entry.person_id = ${personId} and ballot_entry.status = 'entered'
      and ballot.closed_at is null`.execute(tx);
  await sql`
    update ballot_entry set status = 'void', void_reason = 'account-closed', voided_at = ${now} from ballot
    where ballot.palace_id = ballot_entry.palace_id and ballot.id = ballot_entry.ballot_id
      and ballot_entry.person_id = ${personId} and ballot_entry.status = 'entered'
      and ballot.closed_at is not null and ballot.drawn_at is null`.execute(tx);
  await sql`update ballot_entry set companions = '{}' where person_id = ${personId}`.execute(tx);
}

/** Everything ballots hold about a person. */
export async function entryRecords(reader: Reader, personId: string): Promise<unknown> {
  const { rows } = await sql<{ records: unknown }>`
    select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'palaceId', e.palace_id, 'sessionId', e.session_id,
      'status', e.status, 'reason', e.void_reason, 'companions', e.companions, 'weight', e.weight,
      'firstTimer', e.first_timer, 'losses', e.losses, 'leaf', encode(e.leaf, 'hex'), 'salt', e.salt,
      'enteredAt', e.entered_at) order by e.entered_at), '[]') as records
    from ballot_entry e where e.person_id = ${personId}`.execute(reader);
  return rows[0]?.records;
}
