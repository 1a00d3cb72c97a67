import type { BookingStatus } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { BookingTables, GroupSeatRow } from '../booking.tables.ts';
import type { SessionKey } from '../seats/release-seats.ts';

const db = tablesOf<BookingTables>();

/** Bookings that keep somebody from another one of the session. */
const active = sql`('held', 'waitlisted', 'confirmed', 'checked_in', 'completed')`;

export interface BookingFacts {
  readonly booked: boolean;
  readonly engaged: boolean;
  readonly full: boolean;
}

/** What people have already: this session, something else at its time, as many bookings as allowed. */
export async function bookingFacts(
  reader: Reader | Tx,
  session: SessionKey & { readonly startsAt: Date; readonly endsAt: Date },
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, BookingFacts>> {
  const { rows } = await sql<BookingFacts & { id: string }>`
    select p.id,
      exists (select from booking b where b.palace_id = ${session.palaceId} and b.session_id = ${session.sessionId}
        and b.person_id = p.id and b.status in ${active}) as booked,
      exists (select from person_engagement e where e.person_id = p.id and e.active
        and e.during && tstzrange(${session.startsAt}::timestamptz, ${session.endsAt}::timestamptz)) as engaged,
      coalesce(quota.active >= least(policy.max_active_per_person, standing.max_active), false) as full
    from unnest(${[...personIds]}::uuid[]) as p (id)
      left join person_quota quota on quota.palace_id = ${session.palaceId} and quota.person_id = p.id
      left join credit_standing standing on standing.palace_id = ${session.palaceId}
        and standing.person_id = p.id and standing.until > ${now}
      left join lateral (select max_active_per_person from booking_policy
        where palace_id = ${session.palaceId} order by version desc limit 1) policy on true`.execute(reader);
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** Which of the numbers (keyed hashes) a seat of the session is kept for. Returns them in hexadecimal. */
export async function invitedNumbers(
  reader: Reader | Tx,
  session: SessionKey,
  hashes: readonly Buffer[],
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .read(reader)
    .selectFrom('group_seat')
    .select('phone_hash')
    .where('palace_id', '=', session.palaceId)
    .where('session_id', '=', session.sessionId)
    .where('status', '=', 'invited')
    .where('phone_hash', 'in', [...hashes])
    .execute();
  return new Set(rows.map((row) => row.phone_hash?.toString('hex') ?? ''));
}

export async function insertGroupSeats(tx: Tx, rows: readonly GroupSeatRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .write(tx)
    .insertInto('group_seat')
    .values([...rows])
    .execute();
}

/** Somebody enrolled, with what became of their booking. */
export type EnrolledSeat = GroupSeatRow & {
  readonly booking_status: BookingStatus | null;
  readonly cancel_reason: string | null;
};

/** Who is enrolled in some pools of a palace, latest first. */
export const seatsOfPools = (
  reader: Reader | Tx,
  palaceId: string,
  poolIds: readonly string[],
  limit: number,
): Promise<EnrolledSeat[]> =>
  db
    .read(reader)
    .selectFrom('group_seat')
    .leftJoin('booking', (join) =>
      join
        .onRef('booking.palace_id', '=', 'group_seat.palace_id')
        .onRef('booking.id', '=', 'group_seat.booking_id'),
    )
    .selectAll('group_seat')
    .select(['booking.status as booking_status', 'booking.cancel_reason'])
    .where('group_seat.palace_id', '=', palaceId)
    .where('group_seat.pool_id', 'in', [...poolIds])
    .orderBy('group_seat.id', 'desc')
    .limit(limit)
    .execute();

const locked = async (tx: Tx, where: RawBuilder<unknown>): Promise<GroupSeatRow[]> => {
  const { rows } = await sql<GroupSeatRow>`
    select * from group_seat where ${where} order by palace_id, id for update skip locked`.execute(tx);
  return rows;
};

/** One seat of an allotment, locked; undefined when there is none such or somebody else is changing it. */
export const lockSeat = async (
  tx: Tx,
  key: { readonly palaceId: string; readonly poolId: string; readonly seatId: string },
): Promise<GroupSeatRow | undefined> =>
  (await locked(tx, sql`palace_id = ${key.palaceId} and pool_id = ${key.poolId} and id = ${key.seatId}`))[0];

/** Invitations of a number (keyed hash). */
export const invitationsOf = (reader: Reader, phoneHash: Buffer): Promise<GroupSeatRow[]> =>
  db
    .read(reader)
    .selectFrom('group_seat')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .where('status', '=', 'invited')
    .orderBy('id')
    .execute();

/**
 * Whether the seats of a pool are kept for nobody any more: as `enrolUntil`, by the times that session and allotment have
 * now, not those they had when the seat was kept. A session of more than 16 hours is one that people drop into.
 */
const isOver = (now: Date) => sql<boolean>`(pool.closed or pool.returns_at <= ${now}
  or case when pool.ends_at - pool.starts_at > interval '16 hours' then pool.ends_at else pool.starts_at end <= ${now})`;

/** Invitations of a session that have run out, or whose session is closed; locked. */
export const lockExpired = (tx: Tx, key: SessionKey, now: Date): Promise<GroupSeatRow[]> =>
  locked(
    tx,
    sql`palace_id = ${key.palaceId} and session_id = ${key.sessionId} and status = 'invited'
      and exists (select from pool
        where pool.palace_id = group_seat.palace_id and pool.id = group_seat.pool_id and ${isOver(now)})`,
  );

/** Sessions with invitations to end. */
export async function sessionsWithExpired(reader: Reader, now: Date, limit: number): Promise<SessionKey[]> {
  const { rows } = await sql<SessionKey>`
    select distinct s.palace_id as "palaceId", s.session_id as "sessionId"
    from group_seat s join pool on pool.palace_id = s.palace_id and pool.id = s.pool_id
    where s.status = 'invited' and ${isOver(now)}
    limit ${limit}`.execute(reader);
  return rows;
}

/** Ends invitations: from then on nothing of the number is kept. */
export const endInvitations = (
  tx: Tx,
  seats: readonly Pick<GroupSeatRow, 'palace_id' | 'id'>[],
  status: 'lapsed' | 'withdrawn',
  now: Date,
) =>
  sql`
    update group_seat set status = ${status}, phone_hash = null, phone_cipher = null, ended_at = ${now}
    from ${tableOf(seats, { palace_id: 'uuid', id: 'uuid' })} as ended
    where group_seat.palace_id = ended.palace_id and group_seat.id = ended.id`.execute(tx);

/** An invitation has become its person's booking. */
export const takeInvitation = (
  tx: Tx,
  seat: Pick<GroupSeatRow, 'palace_id' | 'id'>,
  taken: { readonly personId: string; readonly bookingId: string },
) =>
  db
    .write(tx)
    .updateTable('group_seat')
    .set({
      status: 'booked',
      person_id: taken.personId,
      booking_id: taken.bookingId,
      phone_hash: null,
      phone_cipher: null,
    })
    .where('palace_id', '=', seat.palace_id)
    .where('id', '=', seat.id)
    .execute();

/** The enrolment that a booking came from. */
export const seatOfBooking = (
  reader: Reader | Tx,
  palaceId: string,
  bookingId: string,
): Promise<Pick<GroupSeatRow, 'id' | 'union_id' | 'pool_id'> | undefined> =>
  db
    .read(reader)
    .selectFrom('group_seat')
    .select(['id', 'union_id', 'pool_id'])
    .where('palace_id', '=', palaceId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst();

/** Numbers (keyed hashes) with invitations, after one of them. */
export async function invitedHashes(reader: Reader, after: Buffer, limit: number): Promise<Buffer[]> {
  const rows = await db
    .read(reader)
    .selectFrom('group_seat')
    .select('phone_hash')
    .distinct()
    .where('status', '=', 'invited')
    .where('phone_hash', '>', after)
    .orderBy('phone_hash')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => (row.phone_hash === null ? [] : [row.phone_hash]));
}

/** Takes the rosters' names away where they have been of no use since `before`. */
export const forgetRosterNames = (tx: Tx, before: Date) =>
  db
    .write(tx)
    .updateTable('group_seat')
    .set({ name_cipher: null, staff_number: null })
    .where('name_cipher', 'is not', null)
    .where('expires_at', '<', before)
    .execute();

/** What is kept of a person's enrolments, for their export. */
export const enrolmentRecordsOf = (reader: Reader | Tx, personId: string) =>
  db
    .read(reader)
    .selectFrom('group_seat')
    .select([
      'palace_id as palaceId',
      'booking_id as bookingId',
      'union_id as unionId',
      'staff_number as staffNumber',
      'enrolled_at as enrolledAt',
    ])
    .where('person_id', '=', personId)
    .orderBy('id')
    .limit(1000)
    .execute();

/** Takes a person's name and number on rosters away. */
export const forgetEnrolled = (tx: Tx, personId: string) =>
  db
    .write(tx)
    .updateTable('group_seat')
    .set({ name_cipher: null, staff_number: null })
    .where('person_id', '=', personId)
    .execute();
