import type { EnrolmentStatus } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, PoolRow } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { EnrolmentRow, SeriesTables } from './series.tables.ts';

const db = tablesOf<BookingTables & SeriesTables>();

export interface ActivityKey {
  readonly palaceId: string;
  readonly activityId: string;
}

export const enrolmentOfPerson = (
  reader: Reader | Tx,
  personId: string,
  id: string,
): Promise<EnrolmentRow | undefined> =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The person's enrolment in a course, or their place in its queue. */
export const activeEnrolmentOf = (
  reader: Reader | Tx,
  key: ActivityKey,
  personId: string,
): Promise<EnrolmentRow | undefined> =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('activity_id', '=', key.activityId)
    .where('person_id', '=', personId)
    .where('status', 'in', ['waitlisted', 'active'])
    .executeTakeFirst();

export const lockEnrolment = (tx: Tx, personId: string, id: string): Promise<EnrolmentRow | undefined> =>
  db
    .write(tx)
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Enrolments of a person, the latest first, after a place. */
export function enrolmentsOfPerson(
  reader: Reader,
  personId: string,
  after: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<EnrolmentRow[]> {
  let query = db
    .read(reader)
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after !== null)
    query = query.where(sql<boolean>`(queued_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}

/** Enrolments of a course in some states, in the order they came. */
export const enrolmentsOf = (
  reader: Reader | Tx,
  key: ActivityKey,
  statuses: readonly EnrolmentStatus[],
  limit: number,
): Promise<EnrolmentRow[]> =>
  db
    .read(reader)
    .selectFrom('enrolment')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('activity_id', '=', key.activityId)
    .where('status', 'in', statuses)
    .orderBy('queued_at')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Bookings of enrolments, by date; of a date booked anew after it was given up, the live one. */
export const bookingsOfEnrolments = (
  reader: Reader | Tx,
  enrolments: readonly Pick<EnrolmentRow, 'palace_id' | 'id'>[],
): Promise<Booking[]> =>
  enrolments.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('booking')
        .selectAll()
        .where('palace_id', 'in', [...new Set(enrolments.map((each) => each.palace_id))])
        .where(
          'enrolment_id',
          'in',
          enrolments.map((each) => each.id),
        )
        .orderBy('starts_at')
        .orderBy('queued_at')
        .execute();

/** Bookings of an enrolment, locked in the order of their ids. */
export const lockBookingsOf = (
  tx: Tx,
  enrolment: Pick<EnrolmentRow, 'palace_id' | 'id'>,
): Promise<Booking[]> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', enrolment.palace_id)
    .where('enrolment_id', '=', enrolment.id)
    .orderBy('id')
    .forUpdate()
    .execute();

/** Locks all pools of several sessions of a palace in the one order: by session, then the deepest first. */
export async function lockPoolsOfSessions(
  tx: Tx,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<PoolRow[]> {
  const { rows } = await sql<PoolRow>`
    with known as materialized (
      select palace_id, id from pool where palace_id = ${palaceId} and session_id = any (${[...sessionIds]}::uuid[])
    )
    select pool.* from lock_pools(
      array(select palace_id from known order by id), array(select id from known order by id)) as pool`.execute(
    tx,
  );
  return rows;
}

export const poolsOfSessions = (
  reader: Reader,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<PoolRow[]> =>
  sessionIds.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('pool')
        .selectAll()
        .where('palace_id', '=', palaceId)
        .where('session_id', 'in', sessionIds)
        .execute();

export type NewDate = Pick<
  Booking,
  | 'palace_id'
  | 'id'
  | 'session_id'
  | 'person_id'
  | 'pool_id'
  | 'eligible_pools'
  | 'policy_version'
  | 'price_fen'
  | 'member_price'
  | 'starts_at'
  | 'ends_at'
> & { readonly enrolment_id: string };

/** Writes the dates of enrolments as confirmed bookings of one seat. */
export async function insertDates(tx: Tx, dates: readonly NewDate[], now: Date): Promise<void> {
  await sql`
    insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
      policy_version, price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by, enrolment_id)
    select palace_id, id, session_id, person_id, pool_id, eligible_pools, 1, 'confirmed', policy_version, price_fen,
      member_price, starts_at, ends_at, ${now}::timestamptz, ${now}::timestamptz, person_id, enrolment_id
    from jsonb_to_recordset(${JSON.stringify(dates)}::jsonb) as b (
      palace_id uuid, id uuid, session_id uuid, person_id uuid, pool_id uuid, eligible_pools uuid[],
      policy_version int, price_fen int, member_price boolean, starts_at timestamptz, ends_at timestamptz,
      enrolment_id uuid)`.execute(tx);
}

/** Writes an enrolment, or makes a waiting one active. The unique key refuses a second one of a person. */
export const writeEnrolment = (tx: Tx, row: EnrolmentRow) =>
  db
    .write(tx)
    .insertInto('enrolment')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['palace_id', 'id']).doUpdateSet({
        status: row.status,
        policy_version: row.policy_version,
        price_fen: row.price_fen,
        member_price: row.member_price,
        sessions: row.sessions,
        enrolled_at: row.enrolled_at,
      }),
    )
    .execute();

/** Ends a locked enrolment. */
export const endEnrolment = (
  tx: Tx,
  row: Pick<EnrolmentRow, 'palace_id' | 'id'>,
  status: EnrolmentStatus,
  now: Date,
) =>
  db
    .write(tx)
    .updateTable('enrolment')
    .set({ status, ended_at: now })
    .where('palace_id', '=', row.palace_id)
    .where('id', '=', row.id)
    .execute();

/** Who has a live booking of a session. */
export async function activeBookingsOfSession(
  tx: Tx,
  key: { readonly palaceId: string; readonly sessionId: string },
): Promise<Set<string>> {
  const rows = await db
    .read(tx)
    .selectFrom('booking')
    .select('person_id')
    .where('palace_id', '=', key.palaceId)
    .where('session_id', '=', key.sessionId)
    .where('status', 'in', ['held', 'waitlisted', 'confirmed', 'checked_in', 'completed'])
    .execute();
  return new Set(rows.map((row) => row.person_id));
}
