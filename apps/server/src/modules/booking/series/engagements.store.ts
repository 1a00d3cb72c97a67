import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

export interface Engagement {
  readonly bookingId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Engages a person for several times, soonest first; gives the bookings for which they are free. */
export async function engage(
  tx: Tx,
  person: { readonly personId: string; readonly palaceId: string },
  times: readonly Engagement[],
): Promise<Set<string>> {
  const rows = times.map((each) => ({
    booking_id: each.bookingId,
    starts_at: each.startsAt,
    ends_at: each.endsAt,
  }));
  const { rows: engaged } = await sql<{ booking_id: string }>`
    insert into person_engagement (person_id, booking_id, palace_id, during)
    select ${person.personId}::uuid, booking_id, ${person.palaceId}::uuid, tstzrange(starts_at, ends_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      booking_id uuid, starts_at timestamptz, ends_at timestamptz)
    order by starts_at, booking_id
    on conflict do nothing
    returning booking_id`.execute(tx);
  return new Set(engaged.map((row) => row.booking_id));
}

/** Notes an engagement that clashes with another: it stays on record without counting. */
export const noteClash = (
  tx: Tx,
  one: Engagement & { readonly personId: string; readonly palaceId: string },
) =>
  sql`insert into person_engagement (person_id, booking_id, palace_id, during, active)
    values (${one.personId}, ${one.bookingId}, ${one.palaceId}, tstzrange(${one.startsAt}, ${one.endsAt}), false)`.execute(
    tx,
  );

export const disengage = (tx: Tx, personId: string, bookingId: string) =>
  db
    .write(tx)
    .deleteFrom('person_engagement')
    .where('person_id', '=', personId)
    .where('booking_id', '=', bookingId)
    .execute();
