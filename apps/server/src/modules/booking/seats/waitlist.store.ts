import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** In how many waiting lists of the palace the person stands or holds an offer. */
export async function waitingCount(reader: Reader | Tx, palaceId: string, personId: string): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('booking')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('palace_id', '=', palaceId)
    .where('status', 'in', ['waitlisted', 'held'])
    .executeTakeFirstOrThrow();
  return row.count;
}
