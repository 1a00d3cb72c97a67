import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { AttendanceAskRow, CreditTables } from './credit.tables.ts';

const db = tablesOf<CreditTables>();

/** Notes who of these is asked to say that they will come: those whose credit asks for it. Returns their bookings. */
export async function askAttendance(
  tx: Tx,
  bookings: readonly { readonly palace_id: string; readonly id: string; readonly person_id: string }[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ booking_id: string }>`
    insert into attendance_ask (palace_id, booking_id, asked_at)
    select b.palace_id, b.id, ${now}
    from jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb) as b (palace_id uuid, id uuid, person_id uuid)
      join credit_standing s on s.palace_id = b.palace_id and s.person_id = b.person_id
    where s.confirm and s.until > ${now}
    on conflict do nothing
    returning booking_id`.execute(tx);
  return new Set(rows.map((row) => row.booking_id));
}

export const askOf = (
  reader: Reader | Tx,
  booking: { readonly palace_id: string; readonly id: string },
): Promise<AttendanceAskRow | undefined> =>
  db
    .read(reader)
    .selectFrom('attendance_ask')
    .selectAll()
    .where('palace_id', '=', booking.palace_id)
    .where('booking_id', '=', booking.id)
    .executeTakeFirst();

/** The first time counts. Undefined when nobody asked. */
export const confirmAttendance = (
  tx: Tx,
  booking: { readonly palace_id: string; readonly id: string },
  now: Date,
): Promise<AttendanceAskRow | undefined> =>
  db
    .write(tx)
    .updateTable('attendance_ask')
    .set({ confirmed_at: sql`coalesce(confirmed_at, ${now})` })
    .where('palace_id', '=', booking.palace_id)
    .where('booking_id', '=', booking.id)
    .returningAll()
    .executeTakeFirst();
