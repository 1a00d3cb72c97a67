import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';

/** What happened to a session's seats. */
export interface AgendaCount {
  readonly session_id: string;
  readonly booked: number;
  readonly waitlisted: number;
  readonly admitted: number;
  readonly walk_ins: number;
}

/** A session, and since when arrivals count: null for all; an exhibition of months is counted by the day. */
export interface AgendaQuestion {
  readonly sessionId: string;
  readonly since: Date | null;
}

/** Counts of the named sessions of a palace, in one read. */
export async function agendaCounts(
  reader: Reader,
  palaceId: string,
  sessions: readonly AgendaQuestion[],
): Promise<Map<string, AgendaCount>> {
  const { rows } = await sql<AgendaCount>`
    select given.session_id,
      coalesce((select sum(seats) from booking b
        where b.palace_id = ${palaceId} and b.session_id = given.session_id
          and b.status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused')), 0)::int as booked,
      (select count(*) from booking b
        where b.palace_id = ${palaceId} and b.session_id = given.session_id
          and b.status = 'waitlisted')::int as waitlisted,
      (select count(*) from check_in c
        where c.palace_id = ${palaceId} and c.session_id = given.session_id and (since is null or c.at >= since)
          and not exists (select from check_in_undo u
            where u.palace_id = c.palace_id and u.check_in_id = c.id))::int as admitted,
      coalesce((select sum(visitors) from visit_tap t
        where t.palace_id = ${palaceId} and t.session_id = given.session_id
          and (since is null or t.at >= since)), 0)::int as walk_ins
    from unnest(${sessions.map((each) => each.sessionId)}::uuid[],
      ${sessions.map((each) => each.since)}::timestamptz[]) as given (session_id, since)`.execute(reader);
  return new Map(rows.map((row) => [row.session_id, row]));
}
