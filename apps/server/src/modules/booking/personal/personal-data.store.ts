import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** Everything the module holds about a person, by kind; tickets without their codes. */
export async function recordsOf(reader: Reader, personId: string): Promise<object> {
  const { rows } = await sql<{ records: object }>`
    select jsonb_build_object(
      'bookings', coalesce((select jsonb_agg(jsonb_build_object(
          'id', b.id, 'palaceId', b.palace_id, 'sessionId', b.session_id, 'status', b.status, 'seats', b.seats,
          'priceFen', b.price_fen, 'memberPrice', b.member_price, 'startsAt', b.starts_at, 'endsAt', b.ends_at,
          'bookedAt', b.queued_at, 'confirmedAt', b.confirmed_at, 'endedAt', b.ended_at,
          'companions', array(select c.name from companion c
            where c.palace_id = b.palace_id and c.booking_id = b.id order by c.ordinal),
          'places', array(select s.place from booking_seat s
            where s.palace_id = b.palace_id and s.booking_id = b.id order by s.ordinal)) order by b.queued_at)
        from booking b where b.person_id = ${personId}), '[]'),
      'checkIns', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', c.palace_id, 'sessionId', c.session_id, 'at', c.at) order by c.at)
        from check_in c join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
        where b.person_id = ${personId}), '[]'),
      'doorFlags', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', e.palace_id, 'sessionId', e.session_id, 'at', e.at, 'flag', e.flag) order by e.at)
        from door_entry e
          join ticket t on t.palace_id = e.palace_id and t.id = e.ticket_id
          join booking b on b.palace_id = t.palace_id and b.id = t.booking_id
        where b.person_id = ${personId} and e.flag is not null), '[]'),
      'spaceBookings', coalesce((select jsonb_agg(jsonb_build_object(
          'id', s.id, 'palaceId', s.palace_id, 'spaceId', s.space_id, 'status', s.status,
          'startsAt', lower(s.during), 'endsAt', upper(s.during), 'priceFen', s.price_fen) order by lower(s.during))
        from space_booking s where s.person_id = ${personId}), '[]'),
      'stamps', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', palace_id, 'landmarkId', landmark_id, 'day', day, 'at', at) order by at)
        from stamp where person_id = ${personId}), '[]'),
      'waitingRooms', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', palace_id, 'sessionId', session_id, 'number', number, 'takenAt', taken_at, 'calledAt', called_at,
          'enteredAt', entered_at) order by taken_at) from waiting_room_place where person_id = ${personId}), '[]'),
      'calendarFeed', exists (select from calendar_feed where person_id = ${personId})) as records`.execute(
    reader,
  );
  return rows[0]?.records ?? {};
}

/** Takes companions' names and the calendar address away; counts and times stay under the bare id. */
export async function forgetNames(tx: Tx, personId: string): Promise<void> {
  await sql`
    update companion set name = '已注销' from booking
    where booking.person_id = ${personId} and companion.palace_id = booking.palace_id
      and companion.booking_id = booking.id`.execute(tx);
  await db.write(tx).deleteFrom('calendar_feed').where('person_id', '=', personId).execute();
  await sql`delete from waiting_room_place where person_id = ${personId}`.execute(tx);
}

/** Whether the person has booked at the palace. */
export async function hasBookedAt(reader: Reader | Tx, palaceId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ booked: boolean }>`
    select exists (select from booking where person_id = ${personId} and palace_id = ${palaceId})
      or exists (select from space_booking where person_id = ${personId} and palace_id = ${palaceId}) as booked`.execute(
    reader,
  );
  return rows[0]?.booked ?? false;
}

/** Ids of what a person has ahead: bookings of sessions and of spaces that can still be given up. */
export async function aheadOf(
  reader: Reader,
  personId: string,
  now: Date,
): Promise<{ bookings: string[]; spaces: string[] }> {
  const { rows } = await sql<{ bookings: string[]; spaces: string[] }>`
    select
      array(select id from booking where person_id = ${personId} and deadline_at > ${now}
        and status in ('held', 'waitlisted', 'confirmed')) as bookings,
      array(select id from space_booking where person_id = ${personId} and lower(during) > ${now}
        and status = 'confirmed') as spaces`.execute(reader);
  return rows[0] ?? { bookings: [], spaces: [] };
}
