import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';

interface SessionKey {
  readonly palaceId: string;
  readonly sessionId: string;
}

/**
 * People counted at the door of sessions, by session: admissions that were not undone, each ticket once however often its
 * holder went in and out, and visitors counted by tap. Sessions at whose door nobody was counted are left out.
 */
export async function inRoomOf(
  reader: Reader | Tx,
  sessions: readonly SessionKey[],
): Promise<Map<string, number>> {
  if (sessions.length === 0) return new Map();
  const palaces = [...new Set(sessions.map((each) => each.palaceId))];
  const ids = sessions.map((each) => each.sessionId);
  const { rows } = await sql<{ session_id: string; people: number }>`
    select session_id, sum(people)::int as people from (
      select c.session_id, count(distinct c.ticket_id) as people from check_in c
      where c.palace_id = any (${palaces}::uuid[]) and c.session_id = any (${ids}::uuid[])
        and not exists (select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
      group by 1
      union all
      select session_id, sum(visitors) from visit_tap
      where palace_id = any (${palaces}::uuid[]) and session_id = any (${ids}::uuid[]) group by 1) as counted
    group by 1`.execute(reader);
  return new Map(rows.map((row) => [row.session_id, row.people]));
}

/** Sessions that a person was let in to, the latest first. */
export async function sessionsAttendedBy(
  reader: Reader,
  personId: string,
  limit: number,
): Promise<SessionKey[]> {
  const { rows } = await sql<SessionKey>`
    select b.palace_id as "palaceId", b.session_id as "sessionId" from booking b
    where b.person_id = ${personId} and b.status in ('checked_in', 'completed')
      and exists (select from check_in c where c.palace_id = b.palace_id and c.booking_id = b.id
        and c.person_id = ${personId}
        and not exists (select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id))
    order by b.id desc limit ${limit}`.execute(reader);
  return rows;
}
