import type { MailingStatus } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { MailingRow, MailingTables } from './mailings.tables.ts';

const db = tablesOf<BookingTables & MailingTables>();

/** Bookings of one session, or those ahead of several, in some states. */
export interface Audience {
  readonly palaceId: string;
  readonly sessions: readonly string[];
  /** Only of sessions that end later. */
  readonly endingAfter: Date | null;
  readonly statuses: readonly MailingStatus[];
}

export interface Recipient {
  readonly person_id: string;
  /** The booking they are told about: their first. */
  readonly booking_id: string;
}

/** Who is told, once each, by when their session begins. */
export async function recipientsOf(reader: Reader | Tx, audience: Audience): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select person_id, booking_id from (
      select distinct on (person_id) person_id, id as booking_id, starts_at from booking
      where palace_id = ${audience.palaceId} and session_id = any (${[...audience.sessions]}::uuid[])
        and status = any (${[...audience.statuses]}::text[])
        and (${audience.endingAfter}::timestamptz is null or ends_at > ${audience.endingAfter}::timestamptz)
      order by person_id, starts_at, id) as told
    order by starts_at, booking_id`.execute(reader);
  return rows;
}

export async function insertMailing(
  tx: Tx,
  row: MailingRow,
  recipients: readonly Recipient[],
): Promise<void> {
  await db.write(tx).insertInto('booking_mailing').values(row).execute();
  await sql`
    insert into booking_mailing_recipient (palace_id, mailing_id, person_id, booking_id)
    select ${row.palace_id}, ${row.id}, * from unnest(
      ${recipients.map((one) => one.person_id)}::uuid[], ${recipients.map((one) => one.booking_id)}::uuid[])`.execute(
    tx,
  );
}

/** The mailing, locked until the transaction ends: it is either taken back or goes out. */
export const lockMailing = (tx: Tx, palaceId: string, id: string): Promise<MailingRow | undefined> =>
  db
    .write(tx)
    .selectFrom('booking_mailing')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const withdraw = (tx: Tx, row: Pick<MailingRow, 'palace_id' | 'id'>, now: Date) =>
  db
    .write(tx)
    .updateTable('booking_mailing')
    .set({ withdrawn_at: now })
    .where('palace_id', '=', row.palace_id)
    .where('id', '=', row.id)
    .execute();

/** Mailings that are due and have not reached everybody, the first first. */
export async function mailingsDue(reader: Reader, now: Date, limit: number) {
  const { rows } = await sql<{ palace_id: string; id: string }>`
    select m.palace_id, m.id from booking_mailing m
    where m.withdrawn_at is null and m.due_at <= ${now} and (m.palace_id, m.id) in (
      select palace_id, mailing_id from booking_mailing_recipient where told_at is null)
    order by m.id limit ${limit}`.execute(reader);
  return rows;
}

/** Takes bookings whose people are still to be told and marks them as told. Those taken elsewhere are left out. */
export async function takeUntold(
  tx: Tx,
  mailing: Pick<MailingRow, 'palace_id' | 'id'>,
  now: Date,
  limit: number,
): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    with untold as (
      select person_id, booking_id from booking_mailing_recipient
      where palace_id = ${mailing.palace_id} and mailing_id = ${mailing.id} and told_at is null
      order by person_id limit ${limit} for update skip locked),
    told as (
      update booking_mailing_recipient r set told_at = ${now} from untold
      where r.palace_id = ${mailing.palace_id} and r.mailing_id = ${mailing.id} and r.person_id = untold.person_id
      returning r.booking_id)
    select b.* from booking b join told on b.palace_id = ${mailing.palace_id} and b.id = told.booking_id`.execute(
    tx,
  );
  return rows;
}

export interface MailingSeen extends MailingRow {
  readonly told: number;
}

/** Mailings of a palace, newest first, of one activity or session when it is named. */
export async function mailingsOf(
  reader: Reader | Tx,
  palaceId: string,
  wanted: {
    readonly id?: string | undefined;
    readonly activityId?: string | undefined;
    readonly sessionId?: string | undefined;
    readonly before?: string | undefined;
  },
  limit: number,
): Promise<MailingSeen[]> {
  let query = db
    .read(reader)
    .selectFrom('booking_mailing')
    .selectAll()
    .select(
      sql<number>`(select count(*) from booking_mailing_recipient r where r.palace_id = booking_mailing.palace_id
        and r.mailing_id = booking_mailing.id and r.told_at is not null)`.as('told'),
    )
    .where('palace_id', '=', palaceId)
    .orderBy('id', 'desc')
    .limit(limit);
  if (wanted.id !== undefined) query = query.where('id', '=', wanted.id);
  if (wanted.activityId !== undefined) query = query.where('activity_id', '=', wanted.activityId);
  if (wanted.sessionId !== undefined) query = query.where('session_id', '=', wanted.sessionId);
  if (wanted.before !== undefined) query = query.where('id', '<', wanted.before);
  return query.execute();
}

/** What a person was written, for the copy of their data. */
export async function mailingRecordsOf(reader: Reader, personId: string): Promise<unknown> {
  const { rows } = await sql<{ records: unknown }>`
    select coalesce(jsonb_agg(jsonb_build_object('palaceId', m.palace_id, 'bookingId', r.booking_id,
      'title', m.title, 'toldAt', r.told_at) order by r.told_at), '[]') as records
    from booking_mailing_recipient r join booking_mailing m on m.palace_id = r.palace_id and m.id = r.mailing_id
    where r.person_id = ${personId} and r.told_at is not null`.execute(reader);
  return rows[0]?.records;
}
