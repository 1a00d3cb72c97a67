import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';
import { type Period, resourcesById } from '../../venue/index.ts';
import type { ActivityRow, SessionRow } from '../programme.tables.ts';

type Shown = Pick<
  SessionRow,
  'id' | 'activity_id' | 'space_id' | 'teacher_id' | 'starts_at' | 'ends_at' | 'version' | 'capacity'
> &
  Pick<ActivityRow, 'title' | 'title_en' | 'status'> & { readonly booked: number };

/** A palace has a few hundred sessions a week at most. */
const LIMIT = 1500;

/** Sessions of a palace that run in a period, drafts included, by start. */
export async function sessionsWithin(reader: Reader, palaceId: string, within: Period): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select s.id, s.activity_id, s.space_id, s.teacher_id, s.starts_at, s.ends_at, s.version, s.capacity,
      a.title, a.title_en, a.status, coalesce(l.capacity - l.seats_left, 0) as booked
    from session s
    join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    left join session_listing l on l.palace_id = s.palace_id and l.session_id = s.id
    where s.palace_id = ${palaceId} and s.starts_at < ${within.endsAt} and s.ends_at > ${within.startsAt}
      and s.status = 'scheduled'
    order by s.starts_at, s.id limit ${LIMIT}`.execute(reader);
  return rows;
}

/** The teachers of sessions, by id. */
export const teachersOf = (reader: Reader, palaceId: string, sessions: readonly Shown[]) =>
  resourcesById(
    reader,
    palaceId,
    sessions.flatMap((session) => session.teacher_id ?? []),
  );
