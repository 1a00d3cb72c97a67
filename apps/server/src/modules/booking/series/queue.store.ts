import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ActivityKey } from './series.store.ts';
import type { EnrolmentRow, SeriesTables } from './series.tables.ts';

const db = tablesOf<SeriesTables>();

/** Courses for which somebody waits. */
export const awaitedCourses = (reader: Reader, limit: number): Promise<ActivityKey[]> =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .select(['palace_id as palaceId', 'activity_id as activityId'])
    .distinct()
    .where('status', '=', 'waitlisted')
    .limit(limit)
    .execute();

/** Enrolments of a course that have a status, in the order they came. */
const inOrder = (tx: Tx, key: ActivityKey, status: 'waitlisted' | 'active', limit: number) =>
  db
    .write(tx)
    .selectFrom('enrolment')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('activity_id', '=', key.activityId)
    .where('status', '=', status)
    .orderBy('queued_at')
    .orderBy('id')
    .limit(limit);

/** The queue of a course, locked; who is being changed is left out. */
export const lockQueue = (tx: Tx, key: ActivityKey, limit: number): Promise<EnrolmentRow[]> =>
  inOrder(tx, key, 'waitlisted', limit).forUpdate().skipLocked().execute();

/** Who is enrolled in a course, in the order they came, locked: nobody leaves meanwhile. */
export const lockEnrolled = (tx: Tx, key: ActivityKey, limit: number): Promise<EnrolmentRow[]> =>
  inOrder(tx, key, 'active', limit).forNoKeyUpdate().execute();

/** Enrolments of which no date is ahead any more, locked. */
export async function lockFinishedEnrolments(tx: Tx, limit: number): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    select e.* from enrolment e where e.status = 'active' and not exists (
      select from booking b where b.palace_id = e.palace_id and b.enrolment_id = e.id
        and b.status in ('confirmed', 'checked_in'))
    order by e.person_id, e.palace_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/** Places in the queues of waiting enrolments, from 1, by id. */
export async function queuePlaces(
  reader: Reader | Tx,
  enrolments: readonly EnrolmentRow[],
): Promise<Map<string, number>> {
  const waiting = enrolments.filter((each) => each.status === 'waitlisted').map((each) => each.id);
  if (waiting.length === 0) return new Map();
  const { rows } = await sql<{ id: string; position: number }>`
    select mine.id, (select count(*)::int from enrolment other
      where other.palace_id = mine.palace_id and other.activity_id = mine.activity_id
        and other.status = 'waitlisted' and (other.queued_at, other.id) <= (mine.queued_at, mine.id)) as position
    from enrolment mine where mine.id = any (${waiting}::uuid[])`.execute(reader);
  return new Map(rows.map((row) => [row.id, row.position]));
}

/** Gives back the one count that an enrolment has against a person's limit. */
export const uncount = (tx: Tx, { palace_id, person_id }: Pick<EnrolmentRow, 'palace_id' | 'person_id'>) =>
  sql`update person_quota set active = active - 1
    where palace_id = ${palace_id} and person_id = ${person_id}`.execute(tx);

/** Ids of what a person is enrolled in or waits for. */
export const openEnrolments = (reader: Reader, personId: string): Promise<{ id: string }[]> =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .select('id')
    .where('person_id', '=', personId)
    .where('status', 'in', ['waitlisted', 'active'])
    .execute();

/** Everything about a person's enrolments, for their export. */
export const seriesRecordsOf = (reader: Reader, personId: string) =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .select([
      'id',
      'palace_id',
      'activity_id',
      'status',
      'price_fen',
      'member_price',
      'sessions',
      'queued_at',
    ])
    .select(['enrolled_at', 'ended_at'])
    .where('person_id', '=', personId)
    .orderBy('queued_at')
    .execute();
