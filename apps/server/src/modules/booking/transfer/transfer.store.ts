import type { InvitationStatus } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { InvitationRow, TransferTables } from './transfer.tables.ts';

const db = tablesOf<BookingTables & TransferTables>();

export type Invitation = InvitationRow;

type Key = { readonly palaceId: string; readonly invitationId: string };

/** The booking that an invitation is about and then the invitation, locked; the invitation as it is then. */
export async function lockInvitation(tx: Tx, key: Key): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`select * from lock_invitation(${key.palaceId}::uuid,
    ${key.invitationId}::uuid)`.execute(tx);
  return rows[0];
}

export const invitationById = (reader: Reader | Tx, key: Key): Promise<Invitation | undefined> =>
  db
    .read(reader)
    .selectFrom('seat_invitation')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('id', '=', key.invitationId)
    .executeTakeFirst();

export const invitationOfInviter = (tx: Tx, personId: string, id: string): Promise<Invitation | undefined> =>
  db
    .read(tx)
    .selectFrom('seat_invitation')
    .selectAll()
    .where('inviter_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Invitations sent for a booking, the last first. */
export const invitationsOf = (
  reader: Reader | Tx,
  booking: Pick<Booking, 'palace_id' | 'id'>,
): Promise<Invitation[]> =>
  db
    .read(reader)
    .selectFrom('seat_invitation')
    .selectAll()
    .where('palace_id', '=', booking.palace_id)
    .where('booking_id', '=', booking.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();

/** Open invitations for a phone, that have not run out. */
export const openForPhone = (reader: Reader, phoneHash: Buffer, now: Date): Promise<Invitation[]> =>
  db
    .read(reader)
    .selectFrom('seat_invitation')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .limit(20)
    .execute();

/** Bookings that came to their person from another, by id. */
export async function receivedBy(
  reader: Reader | Tx,
  bookings: readonly Pick<Booking, 'palace_id' | 'id'>[],
): Promise<Map<string, Invitation>> {
  if (bookings.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('seat_invitation')
    .selectAll()
    .where('palace_id', 'in', [...new Set(bookings.map((each) => each.palace_id))])
    .where(
      'taken_booking_id',
      'in',
      bookings.map((each) => each.id),
    )
    .execute();
  return new Map(rows.map((row) => [row.taken_booking_id ?? '', row]));
}

/** Tickets of companions of whom an answer is awaited, by booking. */
export async function awaitedOrdinals(
  reader: Reader | Tx,
  bookings: readonly Pick<Booking, 'palace_id' | 'id'>[],
): Promise<Map<string, Set<number>>> {
  if (bookings.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('seat_invitation')
    .select(['booking_id', 'ordinal'])
    .where('palace_id', 'in', [...new Set(bookings.map((each) => each.palace_id))])
    .where(
      'booking_id',
      'in',
      bookings.map((each) => each.id),
    )
    .where('status', '=', 'open')
    .where('kind', '=', 'companion')
    .execute();
  const awaited = Map.groupBy(rows, (row) => row.booking_id);
  return new Map([...awaited].map(([id, open]) => [id, new Set(open.map((row) => row.ordinal))]));
}

/** How many bookings of a palace a person has handed over since. */
export async function transfersSince(
  reader: Reader | Tx,
  palaceId: string,
  personId: string,
  since: Date,
): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('seat_invitation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('palace_id', '=', palaceId)
    .where('inviter_id', '=', personId)
    .where('kind', '=', 'transfer')
    .where('status', '=', 'accepted')
    .where('ended_at', '>', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Writes invitations; where one is open for the same seat already, none. Returns those written. */
export const insertInvitations = (tx: Tx, rows: readonly Invitation[]): Promise<Invitation[]> =>
  rows.length === 0
    ? Promise.resolve([])
    : db
        .write(tx)
        .insertInto('seat_invitation')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .execute();

/** Ends a locked invitation. */
export const endInvitation = (
  tx: Tx,
  { palace_id, id }: Pick<Invitation, 'palace_id' | 'id'>,
  end: {
    readonly status: Exclude<InvitationStatus, 'open'>;
    readonly ended_at: Date;
    readonly accepted_by?: string;
    readonly taken_booking_id?: string;
  },
) =>
  db
    .write(tx)
    .updateTable('seat_invitation')
    .set(end)
    .where('palace_id', '=', palace_id)
    .where('id', '=', id)
    .execute();

/** Confirmed bookings with companions, of some ids, with when they were confirmed. */
export const bookingsByIds = (
  tx: Tx,
  keys: readonly { readonly palaceId: string; readonly bookingId: string }[],
): Promise<Booking[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : db
        .read(tx)
        .selectFrom('booking')
        .selectAll()
        .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
        .where(
          'id',
          'in',
          keys.map((key) => key.bookingId),
        )
        .where('status', '=', 'confirmed')
        .execute();

/** Open invitations whose time has run out or whose booking has ended. */
export async function staleInvitations(reader: Reader, now: Date, limit: number): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select i.palace_id as "palaceId", i.id as "invitationId" from seat_invitation i
      join booking b on b.palace_id = i.palace_id and b.id = i.booking_id
    where i.status = 'open' and (i.expires_at <= ${now} or b.status not in ('confirmed', 'checked_in'))
    order by i.expires_at limit ${limit}`.execute(reader);
  return rows;
}

/** Ends the transfer of a locked booking that has run out, so that another can be sent before the job comes by. */
export const endStale = (tx: Tx, booking: Pick<Booking, 'palace_id' | 'id'>, now: Date) =>
  db
    .write(tx)
    .updateTable('seat_invitation')
    .set({ status: 'expired', ended_at: now })
    .where('palace_id', '=', booking.palace_id)
    .where('booking_id', '=', booking.id)
    .where('kind', '=', 'transfer')
    .where('status', '=', 'open')
    .where('expires_at', '<=', now)
    .execute();

export const renameCompanion = (tx: Tx, booking: Booking, ordinal: number, name: string) =>
  db
    .write(tx)
    .updateTable('companion')
    .set({ name })
    .where('palace_id', '=', booking.palace_id)
    .where('booking_id', '=', booking.id)
    .where('ordinal', '=', ordinal)
    .execute();
