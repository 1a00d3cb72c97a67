import type { BookingStatus, CreditEntryKind, CreditRelief } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { CreditEntryRow, CreditTables } from './credit.tables.ts';

const db = tablesOf<CreditTables & BookingTables>();

export interface PersonAt {
  readonly palaceId: string;
  readonly personId: string;
}

/**
 * Locks people's credit until the transaction ends, always in the same order: what is read from the ledger after it
 * is still all there is when the standing is written.
 */
export async function lockCredit(tx: Tx, people: readonly PersonAt[]): Promise<void> {
  const names = [...new Set(people.map((one) => `credit ${one.palaceId} ${one.personId}`))].toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0))
    from (select unnest(${names}::text[]) as name) as sorted`.execute(tx);
}

/** Bookings that are in `status` still, kept in it until the transaction ends. */
export const holdInStatus = (
  tx: Tx,
  keys: readonly { palaceId: string; bookingId: string }[],
  status: BookingStatus,
): Promise<Booking[]> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where(
      'id',
      'in',
      keys.map((key) => key.bookingId),
    )
    .where('status', '=', status)
    .orderBy('person_id')
    .orderBy('palace_id')
    .orderBy('id')
    .forShare()
    .execute();

export interface NewEntry {
  readonly palace_id: string;
  readonly person_id: string;
  readonly booking_id: string | null;
  readonly space_booking_id: string | null;
  readonly kind: CreditEntryKind;
  readonly points: number;
  readonly half_life_days: number;
  readonly occurred_at: Date;
  readonly appeal_until: Date;
  readonly created_at: Date;
}

/** Enters what was not entered yet: of one booking each kind counts once. Returns what is new. */
export const insertEntries = (tx: Tx, entries: readonly NewEntry[]): Promise<CreditEntryRow[]> =>
  entries.length === 0
    ? Promise.resolve([])
    : db
        .write(tx)
        .insertInto('credit_entry')
        .values(entries.map((entry) => ({ ...entry, id: newId(), relieves: null, relief_reason: null })))
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .execute();

/** What entries are about, as the columns that name it. */
export type Subject = 'booking_id' | 'space_booking_id';

/** Balances what is entered for bookings; one that is balanced already stays as it is. Returns the reliefs. */
export async function insertReliefs(
  tx: Tx,
  palaceId: string,
  subject: Subject,
  ids: readonly string[],
  relief: { readonly reason: CreditRelief; readonly now: Date },
): Promise<CreditEntryRow[]> {
  const entries = await db
    .write(tx)
    .selectFrom('credit_entry')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where(subject, 'in', ids)
    .where('kind', '<>', 'relief')
    .execute();
  if (entries.length === 0) return [];
  return db
    .write(tx)
    .insertInto('credit_entry')
    .values(
      entries.map((entry) => ({
        ...entry,
        id: newId(),
        kind: 'relief' as const,
        points: -entry.points,
        relieves: entry.id,
        relief_reason: relief.reason,
        created_at: relief.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
}

/** Turns a locked no-show into an excused one. */
export const excuse = (tx: Tx, booking: Pick<Booking, 'palace_id' | 'id'>) =>
  db
    .write(tx)
    .updateTable('booking')
    .set({ status: 'excused' })
    .where('palace_id', '=', booking.palace_id)
    .where('id', '=', booking.id)
    .execute();

/** Everything entered about people, at one palace each. */
export async function debitsOf(
  reader: Reader | Tx,
  people: readonly PersonAt[],
): Promise<Pick<CreditEntryRow, 'palace_id' | 'person_id' | 'points' | 'half_life_days' | 'occurred_at'>[]> {
  const { rows } = await sql<CreditEntryRow>`
    select palace_id, person_id, points, half_life_days, occurred_at from credit_entry
    where (person_id, palace_id) in (
      select * from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => one.palaceId)}::uuid[]))`.execute(
    reader,
  );
  return rows;
}

/** An entry with what became of it. */
export interface EntrySeen extends CreditEntryRow {
  readonly kind: CreditEntryKind;
  /** One of the two, as of bookings. */
  readonly session_id: string | null;
  readonly space_id: string | null;
  readonly starts_at: Date;
  /** Why it no longer counts. */
  readonly relief: CreditRelief | null;
}

/** A person's entries, newest first; `only` narrows them. */
export async function entriesOf(
  reader: Reader | Tx,
  personId: string,
  only: { readonly palaceId?: string; readonly bookingId?: string; readonly entryId?: string },
  limit: number,
): Promise<EntrySeen[]> {
  const { rows } = await sql<EntrySeen>`
    select e.*, b.session_id, s.space_id, coalesce(b.starts_at, lower(s.during)) as starts_at,
      r.relief_reason as relief
    from credit_entry e
      left join booking b on b.palace_id = e.palace_id and b.id = e.booking_id
      left join space_booking s on s.palace_id = e.palace_id and s.id = e.space_booking_id
      left join credit_entry r on r.palace_id = e.palace_id and r.relieves = e.id
    where e.person_id = ${personId} and e.kind <> 'relief'
      and (${only.palaceId ?? null}::uuid is null or e.palace_id = ${only.palaceId ?? null})
      and (${only.bookingId ?? null}::uuid is null or e.booking_id = ${only.bookingId ?? null})
      and (${only.entryId ?? null}::uuid is null or e.id = ${only.entryId ?? null})
    order by e.occurred_at desc, e.id desc limit ${limit}`.execute(reader);
  return rows;
}

/** People with entries at a palace, by id after `after`. */
export async function peopleWithEntries(
  reader: Reader | Tx,
  palaceId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from credit_entry
    where palace_id = ${palaceId} and (${after}::uuid is null or person_id > ${after})
    order by person_id limit ${limit}`.execute(reader);
  return rows.map((row) => row.person_id);
}
