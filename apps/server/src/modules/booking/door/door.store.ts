import type { BookingStatus } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, CheckInRow, VisitTapRow } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** A ticket as the door finds it, with its booking and its last admission at the checkpoint. */
export interface FoundTicket {
  readonly id: string;
  readonly ordinal: number;
  readonly revoked_at: Date | null;
  readonly booking_id: string;
  readonly session_id: string;
  readonly palace_id: string;
  readonly person_id: string;
  readonly policy_version: number;
  readonly status: BookingStatus;
  readonly seats: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly companion: string | null;
  /** Number of the last admission at the checkpoint; 0 for none. */
  readonly admission: number;
  readonly check_in_id: string | null;
  readonly admitted_at: Date | null;
  readonly undone: boolean;
}

export async function findTicket(
  tx: Tx,
  palaceId: string,
  by: { readonly id: string } | { readonly code: string },
  checkpoint: string,
): Promise<FoundTicket | undefined> {
  const { rows } = await sql<FoundTicket>`
    select t.id, t.ordinal, t.revoked_at, t.booking_id, b.session_id, b.palace_id, b.person_id, b.policy_version,
      b.status, b.seats, b.starts_at, b.ends_at, companion.name as companion,
      coalesce(c.admission, 0) as admission, c.id as check_in_id, c.at as admitted_at, coalesce(c.undone, false) as undone
    from ticket t
      join booking b on b.palace_id = t.palace_id and b.id = t.booking_id
      left join companion on companion.palace_id = t.palace_id and companion.booking_id = t.booking_id
        and companion.ordinal = t.ordinal
      left join lateral (
        select c.id, c.admission, c.at, u.check_in_id is not null as undone
        from check_in c left join check_in_undo u on u.palace_id = c.palace_id and u.check_in_id = c.id
        where c.palace_id = t.palace_id and c.ticket_id = t.id and c.checkpoint = ${checkpoint}
        order by c.admission desc limit 1
      ) c on true
    where t.palace_id = ${palaceId} and ${'id' in by ? sql`t.id = ${by.id}` : sql`t.code = ${by.code}`}`.execute(
    tx,
  );
  return rows[0];
}

/**
 * Admits a ticket if its booking still allows it: marks the booking and appends the check-in, in one statement. The
 * unique key (ticket, checkpoint, admission) lets one of two simultaneous scans through. A booking that was
 * already counted as missed becomes completed: it counts against nobody's limit any more.
 */
export async function admit(tx: Tx, row: CheckInRow): Promise<{ allowed: boolean; admitted: boolean }> {
  const { rows } = await sql<{ allowed: boolean; admitted: boolean }>`
    with entered as (
      update booking
      set status = case status when 'confirmed' then 'checked_in' when 'no_show' then 'completed' else status end
      where palace_id = ${row.palace_id} and id = ${row.booking_id}
        and status in ('confirmed', 'checked_in', 'no_show', 'completed')
      returning id
    ),
    admitted as (
      insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, checkpoint, admission, at,
        recorded_by, method, overridden)
      select ${row.palace_id}, ${row.id}::uuid, ${row.ticket_id}::uuid, ${row.booking_id}::uuid,
        ${row.session_id}::uuid, ${row.person_id}::uuid, ${row.checkpoint}, ${row.admission}::smallint,
        ${row.at}::timestamptz, ${row.recorded_by}::uuid, ${row.method}, ${row.overridden}::boolean
      from entered
      on conflict do nothing
      returning id
    )
    select exists (select from entered) as allowed, exists (select from admitted) as admitted`.execute(tx);
  return rows[0] ?? { allowed: false, admitted: false };
}

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
