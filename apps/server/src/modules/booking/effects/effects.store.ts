import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';
import { liveStatuses } from '../bookings.store.ts';

export interface Booked {
  readonly bookings: number;
  readonly people: number;
}

/** Bookings of some sessions that still stand, and how many people they are of. */
export async function bookedAmong(
  reader: Reader,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<Booked> {
  if (sessionIds.length === 0) return { bookings: 0, people: 0 };
  const { rows } = await sql<Booked>`
    select count(*)::int as bookings, count(distinct person_id)::int as people from booking
    where palace_id = ${palaceId} and session_id = any (${sessionIds}::uuid[])
      and status = any (${liveStatuses})`.execute(reader);
  return rows[0] ?? { bookings: 0, people: 0 };
}
