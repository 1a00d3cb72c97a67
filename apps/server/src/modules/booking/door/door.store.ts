import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, CheckInRow, VisitTapRow } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

export const checkInById = (tx: Tx, palaceId: string, id: string): Promise<CheckInRow | undefined> =>
  db
    .write(tx)
    .selectFrom('check_in')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Appends the undoing of a check-in. Returns whether it had not been undone before. */
export async function insertUndo(
  tx: Tx,
  row: { palace_id: string; check_in_id: string; at: Date; recorded_by: string },
): Promise<boolean> {
  const written = await db
    .write(tx)
    .insertInto('check_in_undo')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('check_in_id')
    .executeTakeFirst();
  return written !== undefined;
}

/** Puts a locked booking of which nobody is admitted any more back to confirmed. */
export const unmarkCheckedIn = (tx: Tx, palaceId: string, bookingId: string) =>
  db
    .write(tx)
    .updateTable('booking')
    .set({ status: 'confirmed' })
    .where('palace_id', '=', palaceId)
    .where('id', '=', bookingId)
    .where('status', '=', 'checked_in')
    .execute();

/** Tickets of a session admitted and not undone, each once. */
export async function admittedOfSession(
  reader: Reader,
  palaceId: string,
  sessionId: string,
): Promise<number> {
  const { rows } = await sql<{ admitted: number }>`
    select count(distinct c.ticket_id) as admitted from check_in c
    where c.palace_id = ${palaceId} and c.session_id = ${sessionId} and not exists (
      select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)`.execute(reader);
  return rows[0]?.admitted ?? 0;
}

export const insertVisit = (tx: Tx, row: VisitTapRow) =>
  db.write(tx).insertInto('visit_tap').values(row).execute();

/** Lets corrections of a count go one after the other: what a later one takes back, an earlier one has left. */
export const lockVisits = (tx: Tx, palaceId: string, sessionId: string | null) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`visits ${palaceId} ${sessionId ?? ''}`}, 0))`.execute(
    tx,
  );

/** Visitors counted by tap: of a session, or of a palace in a period and in no session. */
export async function walkIns(
  reader: Reader | Tx,
  palaceId: string,
  of: { readonly sessionId: string } | { readonly startsAt: Date; readonly endsAt: Date },
): Promise<number> {
  let query = db
    .read(reader)
    .selectFrom('visit_tap')
    .select((eb) => eb.fn.sum<number | null>('visitors').as('visitors'))
    .where('palace_id', '=', palaceId);
  query =
    'sessionId' in of
      ? query.where('session_id', '=', of.sessionId)
      : query.where('session_id', 'is', null).where('at', '>=', of.startsAt).where('at', '<', of.endsAt);
  return (await query.executeTakeFirst())?.visitors ?? 0;
}
