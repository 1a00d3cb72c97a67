import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { PlaceRow, WaitingRoomRow, WaitingRoomTables } from './waiting-room.tables.ts';

const db = tablesOf<WaitingRoomTables>();

export interface RoomKey {
  readonly palaceId: string;
  readonly sessionId: string;
}

/** A room with what is asked of it every second. */
export interface RoomSeen {
  /** Null until the first person comes. */
  readonly room: WaitingRoomRow | null;
  /** Seats that are not taken: everybody's, and with those of categories; null before the session has pools. */
  readonly seatsLeft: number | null;
  readonly free: number | null;
  /** Called in the last minute. */
  readonly calledLately: number;
  /** Seats that a booking of the session takes, the mean so far; 1 without any. */
  readonly party: number;
}

/** Rooms and seats of sessions in one read, in the order of the keys. */
export async function roomsSeen(reader: Reader, keys: readonly RoomKey[], now: Date): Promise<RoomSeen[]> {
  const { rows } = await sql<WaitingRoomRow & { nth: number; found: boolean } & Omit<RoomSeen, 'room'>>`
    select asked.nth::int, room.*, room.session_id is not null as found, seats."seatsLeft", seats.free,
      case when room.called is null or room.called = 0 then 1 else (
        select coalesce(avg(seats), 1)::float8 from booking where booking.palace_id = asked.palace_id
          and booking.session_id = asked.session_id and status in ('held', 'confirmed', 'checked_in')) end as party,
      case when room.called = 0 or room.session_id is null then 0 else (
        select count(*) from waiting_room_place place where place.palace_id = asked.palace_id
          and place.session_id = asked.session_id and place.called_at > ${minuteBefore(now)}) end as "calledLately"
    from unnest(${keys.map((key) => key.palaceId)}::uuid[], ${keys.map((key) => key.sessionId)}::uuid[])
      with ordinality as asked (palace_id, session_id, nth)
    left join waiting_room room using (palace_id, session_id)
    left join lateral (
      select sum(greatest(0, capacity - held - confirmed))::int as free,
        sum(greatest(0, capacity - held - confirmed)) filter (where kind = 'general')::int as "seatsLeft"
      from pool where pool.palace_id = asked.palace_id and pool.session_id = asked.session_id and not closed
        and kind in ('general', 'category')
    ) seats on true
    order by asked.nth`.execute(reader);
  return rows.map(({ nth: _, found, seatsLeft, free, calledLately, party, ...room }) => ({
    room: found ? room : null,
    seatsLeft,
    free,
    calledLately,
    party,
  }));
}

const minuteBefore = (now: Date): Date => new Date(now.getTime() - 60_000);

/** Makes rooms that are not there yet; whoever comes second finds them. */
export const makeRooms = (tx: Tx, rooms: readonly (RoomKey & { endsAt: Date })[]) =>
  db
    .write(tx)
    .insertInto('waiting_room')
    .values(
      rooms.map(({ palaceId, sessionId, endsAt }) => ({
        palace_id: palaceId,
        session_id: sessionId,
        joined: 0,
        opened_at: null,
        early: null,
        seed: null,
        called: 0,
        called_at: null,
        ends_at: endsAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Locks rooms until the transaction ends, in a fixed order, and gives them as they are then. */
export async function lockRooms(tx: Tx, keys: readonly RoomKey[]): Promise<WaitingRoomRow[]> {
  const { rows } = await sql<WaitingRoomRow>`
    select * from lock_waiting_rooms(${keys.map((key) => key.palaceId)}::uuid[],
      ${keys.map((key) => key.sessionId)}::uuid[])`.execute(tx);
  return rows;
}

/** Locks a room unless somebody else is at work on it: then undefined. */
export const lockRoomIfFree = (tx: Tx, key: RoomKey): Promise<WaitingRoomRow | undefined> =>
  db
    .write(tx)
    .selectFrom('waiting_room')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('session_id', '=', key.sessionId)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();

export const updateRoom = (tx: Tx, room: WaitingRoomRow): Promise<unknown> =>
  db
    .write(tx)
    .updateTable('waiting_room')
    .set({
      joined: room.joined,
      opened_at: room.opened_at,
      early: room.early,
      seed: room.seed,
      called: room.called,
      called_at: room.called_at,
    })
    .where('palace_id', '=', room.palace_id)
    .where('session_id', '=', room.session_id)
    .execute();

export const placeOf = (reader: Reader | Tx, key: RoomKey, personId: string): Promise<PlaceRow | undefined> =>
  db
    .read(reader)
    .selectFrom('waiting_room_place')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('session_id', '=', key.sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst();

/** Who is meant: a person in a room. */
export interface Occupant extends RoomKey {
  readonly personId: string;
}

/** Places of people in rooms; those without one are left out. */
export async function placesOf(tx: Tx, occupants: readonly Occupant[]): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select place.* from waiting_room_place place join ${asked(occupants)}
      using (palace_id, session_id, person_id)`.execute(tx);
  return rows;
}

export async function insertPlaces(tx: Tx, rows: readonly PlaceRow[]): Promise<void> {
  if (rows.length > 0) await db.write(tx).insertInto('waiting_room_place').values(rows).execute();
}

/** Writes places anew: their people stand at the end again. */
export async function renewPlace(tx: Tx, row: PlaceRow): Promise<void> {
  await db
    .write(tx)
    .updateTable('waiting_room_place')
    .set(row)
    .where('palace_id', '=', row.palace_id)
    .where('session_id', '=', row.session_id)
    .where('person_id', '=', row.person_id)
    .execute();
}

/** Calls the people who hold these numbers. */
export async function callNumbers(
  tx: Tx,
  key: RoomKey,
  numbers: readonly number[],
  now: Date,
): Promise<void> {
  await sql`
    update waiting_room_place set called_at = ${now}
    where palace_id = ${key.palaceId} and session_id = ${key.sessionId} and called_at is null
      and number = any (${numbers}::int[])`.execute(tx);
}

/** Lets people in who were called and did not come in yet: from now on their passes hold until `passUntil`. */
export async function enterAll(
  tx: Tx,
  entering: readonly (Occupant & { passUntil: Date })[],
  now: Date,
): Promise<void> {
  await sql`
    update waiting_room_place place set entered_at = ${now}, pass_until = until
    from unnest(${entering.map((each) => each.palaceId)}::uuid[], ${entering.map((each) => each.sessionId)}::uuid[],
      ${entering.map((each) => each.personId)}::uuid[], ${entering.map((each) => each.passUntil)}::timestamptz[])
      as asked (palace_id, session_id, person_id, until)
    where place.palace_id = asked.palace_id and place.session_id = asked.session_id
      and place.person_id = asked.person_id and place.called_at is not null and place.entered_at is null`.execute(
    tx,
  );
}

/** People who may still take a seat: called within `comeInMs` or with a pass that holds, and without a booking. */
export async function countInside(tx: Tx, key: RoomKey, now: Date, comeInMs: number): Promise<number> {
  const { rows } = await sql<{ inside: number }>`
    select count(*)::int as inside from waiting_room_place place
    where palace_id = ${key.palaceId} and session_id = ${key.sessionId} and called_at is not null
      and (pass_until > ${now} or (pass_until is null and called_at > ${new Date(now.getTime() - comeInMs)}))
      and not exists (select from booking where booking.palace_id = place.palace_id
        and booking.session_id = place.session_id and booking.person_id = place.person_id
        and booking.status in ('held', 'waitlisted', 'confirmed', 'checked_in', 'completed'))`.execute(tx);
  return rows[0]?.inside ?? 0;
}

/** Forgets who stood in the rooms of sessions that ended before; returns how many. */
export async function forgetPlaces(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from waiting_room_place place using waiting_room room
    where room.ends_at < ${before} and place.palace_id = room.palace_id
      and place.session_id = room.session_id`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

const asked = (occupants: readonly Occupant[]) => sql`
  unnest(${occupants.map((each) => each.palaceId)}::uuid[], ${occupants.map((each) => each.sessionId)}::uuid[],
    ${occupants.map((each) => each.personId)}::uuid[]) as asked (palace_id, session_id, person_id)`;
