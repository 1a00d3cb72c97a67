import type { BookingSort } from '@wengong/contract';
import { sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { DeskTables } from './desk.tables.ts';
import type { DeskFilter } from './desk-filter.ts';

const db = tablesOf<BookingTables & DeskTables>();

export interface DeskPage {
  readonly sort: BookingSort;
  /** The last row of the page before: when its session begins, and its id. */
  readonly after: Place | null;
  readonly limit: number;
}

/** Bookings of a palace that fit, after a place in their order. In the order they were made means by id. */
export function bookingsOfPalace(reader: Reader, filter: DeskFilter, page: DeskPage): Promise<Booking[]> {
  const { after } = page;
  const direction = page.sort.startsWith('-') ? 'desc' : 'asc';
  const beyond = sql.raw(direction === 'desc' ? '<' : '>');
  let query = fitting(reader, filter).selectAll().limit(page.limit);
  if (page.sort.endsWith('starts')) {
    query = query.orderBy('starts_at', direction).orderBy('id', direction);
    if (after !== null) {
      query = query.where(
        sql<boolean>`(starts_at, id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`,
      );
    }
    return query.execute();
  }
  query = query.orderBy('id', direction);
  if (after !== null) query = query.where(sql<boolean>`id ${beyond} ${after.id}::uuid`);
  return query.execute();
}

/** How many bookings fit. */
export async function countBookings(reader: Reader | Tx, filter: DeskFilter): Promise<number> {
  const row = await fitting(reader, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function fitting(reader: Reader | Tx, filter: DeskFilter) {
  const { statuses, sessions, id, found, from, before } = filter;
  let query = db.read(reader).selectFrom('booking').where('palace_id', '=', filter.palaceId);
  if (statuses !== undefined) query = query.where('status', 'in', statuses);
  if (id !== undefined) query = query.where('id', '=', id);
  if (sessions !== undefined) query = query.where(sql<boolean>`session_id = any (${[...sessions]}::uuid[])`);
  if (from !== undefined) query = query.where('starts_at', '>=', from);
  if (before !== undefined) query = query.where('starts_at', '<', before);
  if (found !== undefined) {
    query = query.where(
      found.sessions.length === 0
        ? sql<boolean>`person_id in ${found.people}`
        : sql<boolean>`(person_id in ${found.people} or session_id = any (${[...found.sessions]}::uuid[]))`,
    );
  }
  return query;
}

// Exports

export const insertExport = (tx: Tx, row: DeskTables['booking_export']) =>
  db
    .write(tx)
    .insertInto('booking_export')
    .values({ ...row, filter: sql`${JSON.stringify(row.filter)}::jsonb` })
    .execute();

export const exportById = (reader: Reader, palaceId: string, id: string) =>
  db
    .read(reader)
    .selectFrom('booking_export')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Exports of a palace, newest first, after the one with id `after`. */
export function exportsOf(reader: Reader, palaceId: string, after: string | undefined, limit: number) {
  const query = db
    .read(reader)
    .selectFrom('booking_export')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy('id', 'desc')
    .limit(limit);
  return (after === undefined ? query : query.where('id', '<', after)).execute();
}

/** What was typed for exports that have run out is of no use any more, and may be somebody's number. */
export async function forgetSearches(tx: Tx, now: Date): Promise<void> {
  await db
    .write(tx)
    .updateTable('booking_export')
    .set({ searched: null })
    .where('expires_at', '<=', now)
    .where('searched', 'is not', null)
    .execute();
}

// The waiting list

/** When the first of a session's waiting list joined it; null when nobody waits. */
export async function headOfWaiting(tx: Tx, palaceId: string, sessionId: string): Promise<Date | null> {
  const row = await db
    .write(tx)
    .selectFrom('booking')
    .select((eb) => eb.fn.min('queued_at').as('at'))
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .where('status', '=', 'waitlisted')
    .executeTakeFirst();
  return row?.at ?? null;
}

export const putInQueue = (tx: Tx, booking: Pick<Booking, 'palace_id' | 'id'>, queuedAt: Date) =>
  db
    .write(tx)
    .updateTable('booking')
    .set({ queued_at: queuedAt })
    .where('palace_id', '=', booking.palace_id)
    .where('id', '=', booking.id)
    .execute();
