import { sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import type { Reader } from '../../../kernel/db.ts';

/** A ticket of a session that a door knows, as it is now. */
export interface TicketState {
  readonly id: string;
  readonly session_id: string;
  readonly ordinal: number;
  readonly code: string;
  readonly person_id: string;
  readonly companion: string | null;
  readonly seats: number;
  readonly ends_at: Date;
  readonly revoked: boolean;
  readonly admitted_at: Date | null;
  /** When what is said here came to be. */
  readonly changed_at: Date;
}

/**
 * Tickets of some sessions in the order in which they changed, after a place in that order: issued, revoked, admitted,
 * undone. What happened at a door without network counts from when it was told.
 */
export async function ticketsChanged(
  reader: Reader,
  palaceId: string,
  sessionIds: readonly string[],
  after: Place,
  limit: number,
): Promise<TicketState[]> {
  if (sessionIds.length === 0) return [];
  const { rows } = await sql<TicketState>`
    with entered as (
      select c.ticket_id, max(c.at) filter (where u.check_in_id is null) as admitted_at,
        max(greatest(c.at, u.at)) as changed_at
      from check_in c left join check_in_undo u on u.palace_id = c.palace_id and u.check_in_id = c.id
      where c.palace_id = ${palaceId} and c.session_id = any (${sessionIds}::uuid[])
      group by c.ticket_id
    ),
    told as (
      select ticket_id, max(received_at) as changed_at from door_entry
      where palace_id = ${palaceId} and session_id = any (${sessionIds}::uuid[]) and ticket_id is not null
      group by ticket_id
    ),
    state as (
      select t.id, b.session_id, t.ordinal, t.code, b.person_id, companion.name as companion, b.seats, b.ends_at,
        t.revoked_at is not null as revoked, entered.admitted_at,
        date_trunc('milliseconds',
          greatest(t.issued_at, t.revoked_at, entered.changed_at, told.changed_at)) as changed_at
      from booking b
        join ticket t on t.palace_id = b.palace_id and t.booking_id = b.id
        left join companion on companion.palace_id = t.palace_id and companion.booking_id = t.booking_id
          and companion.ordinal = t.ordinal
        left join entered on entered.ticket_id = t.id
        left join told on told.ticket_id = t.id
      where b.palace_id = ${palaceId} and b.session_id = any (${sessionIds}::uuid[])
    )
    select * from state where (changed_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
    order by changed_at, id limit ${limit}`.execute(reader);
  return rows;
}
