import type { BookingStatus, PassSort } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import { beyond, inOrder, type Mark, type Order, orderOf } from '../sorted-pages.store.ts';
import type { PassPlanRow, PassRow, PassTables } from './passes.tables.ts';

const db = tablesOf<BookingTables & PassTables>();

/** A pass with its plan's version and what its units are doing. */
export interface PassSeen
  extends PassRow,
    Pick<PassPlanRow, 'name' | 'name_en' | 'scope' | 'no_show_uses' | 'late_cancel_uses'> {
  /** Units kept for bookings ahead. */
  readonly held: number;
}

async function passesWhere(
  reader: Reader | Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<PassSeen[]> {
  const { rows } = await sql<PassSeen>`
    select pass.*, plan.name, plan.name_en, plan.scope, plan.no_show_uses, plan.late_cancel_uses,
      (select count(*)::int from booking b where b.palace_id = pass.palace_id and b.pass_id = pass.id
        and b.pass_taken and b.status in ('held', 'waitlisted', 'confirmed')) as held
    from pass join pass_plan plan on plan.palace_id = pass.palace_id and plan.id = pass.plan_id
      and plan.version = pass.plan_version
    where ${where} order by ${order}`.execute(reader);
  return rows;
}

/** Passes shown to a person; nobody has more. */
const MOST = 200;

/** A person's passes, those that run out first before the others; `palaceId`: of one palace. */
export const passesOfPerson = (
  reader: Reader | Tx,
  personId: string,
  palaceId: string | null,
): Promise<PassSeen[]> =>
  passesWhere(
    reader,
    sql`pass.person_id = ${personId} and ${palaceId === null ? sql`true` : sql`pass.palace_id = ${palaceId}`}`,
    sql`pass.valid_until, pass.id limit ${MOST}`,
  );

export const passOfPerson = async (
  reader: Reader | Tx,
  personId: string,
  passId: string,
): Promise<PassSeen | undefined> =>
  (await passesWhere(reader, sql`pass.person_id = ${personId} and pass.id = ${passId}`, sql`pass.id`))[0];

export const passOfPalace = async (
  reader: Reader | Tx,
  palaceId: string,
  passId: string,
): Promise<PassSeen | undefined> =>
  (await passesWhere(reader, sql`pass.palace_id = ${palaceId} and pass.id = ${passId}`, sql`pass.id`))[0];

const columns = {
  issued: { column: 'issued_at', type: 'timestamptz' },
  until: { column: 'valid_until', type: 'timestamptz' },
  paid: { column: 'price_fen', type: 'int' },
} as const;

export const passOrder = (sort: PassSort): Order<PassSeen> => orderOf('pass', columns, sort);

/** Passes of a palace, sorted, after a mark. */
export function passesIssued(
  reader: Reader,
  palaceId: string,
  filter: {
    readonly planId: string | null;
    readonly personIds: readonly string[] | null;
    readonly order: Order<PassSeen>;
    readonly after: Mark | null;
    readonly limit: number;
  },
): Promise<PassSeen[]> {
  const { after, order, personIds, planId } = filter;
  return passesWhere(
    reader,
    sql`pass.palace_id = ${palaceId}
      and ${planId === null ? sql`true` : sql`pass.plan_id = ${planId}`}
      and ${personIds === null ? sql`true` : sql`pass.person_id = any (${[...personIds]}::uuid[])`}
      and ${after === null ? sql`true` : beyond(order, after)}`,
    sql`${inOrder(order)} limit ${filter.limit}`,
  );
}

/** Who has passes of a palace; the search by name looks through these. */
export const passHolders = (
  reader: Reader,
  palaceId: string,
  limit: number,
): Promise<{ person_id: string }[]> =>
  db
    .read(reader)
    .selectFrom('pass')
    .select('person_id')
    .distinct()
    .where('palace_id', '=', palaceId)
    .limit(limit)
    .execute();

/** A pass, locked: no booking takes a unit of it until the transaction ends. */
export const lockPass = (tx: Tx, palaceId: string, passId: string): Promise<PassRow | undefined> =>
  db
    .write(tx)
    .selectFrom('pass')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', passId)
    .forUpdate()
    .executeTakeFirst();

export const insertPass = (tx: Tx, row: PassRow) => db.write(tx).insertInto('pass').values(row).execute();

export const changePass = (
  tx: Tx,
  pass: Pick<PassRow, 'palace_id' | 'id'>,
  change: Partial<
    Pick<PassRow, 'valid_until' | 'units' | 'warned_at' | 'voided_at' | 'void_reason' | 'refunded_fen'>
  >,
) =>
  db
    .write(tx)
    .updateTable('pass')
    .set(change)
    .where('palace_id', '=', pass.palace_id)
    .where('id', '=', pass.id)
    .execute();

export interface UseRow {
  readonly id: string;
  readonly palace_id: string;
  readonly session_id: string;
  readonly starts_at: Date;
  readonly status: BookingStatus;
  readonly pass_taken: boolean;
}

/** Bookings that a pass paid for, latest session first. */
export const usesOf = (reader: Reader | Tx, pass: Pick<PassRow, 'palace_id' | 'id'>): Promise<UseRow[]> =>
  db
    .read(reader)
    .selectFrom('booking')
    .select(['id', 'palace_id', 'session_id', 'starts_at', 'status', 'pass_taken'])
    .where('palace_id', '=', pass.palace_id)
    .where('pass_id', '=', pass.id)
    .orderBy('starts_at', 'desc')
    .limit(MOST)
    .execute();

/** The pass of a booking as its person sees it. */
export interface PassNamed {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly noShowUses: boolean;
  readonly lateCancelUses: boolean;
}

/** The passes of bookings, by pass. */
export async function passesOfBookings(
  reader: Reader | Tx,
  bookings: readonly Pick<Booking, 'palace_id' | 'pass_id'>[],
): Promise<Map<string, PassNamed>> {
  const ids = [...new Set(bookings.flatMap((each) => each.pass_id ?? []))];
  if (ids.length === 0) return new Map();
  const palaces = [...new Set(bookings.map((each) => each.palace_id))];
  const rows = await passesWhere(
    reader,
    sql`pass.palace_id = any (${palaces}::uuid[]) and pass.id = any (${ids}::uuid[])`,
    sql`pass.id`,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        nameEn: row.name_en,
        noShowUses: row.no_show_uses,
        lateCancelUses: row.late_cancel_uses,
      },
    ]),
  );
}

/** Passes with something left that end between two instants and of which nobody was told, marked as told. */
export async function takeExpiring(tx: Tx, now: Date, until: Date, limit: number): Promise<PassSeen[]> {
  const { rows } = await sql<{ id: string; palace_id: string }>`
    update pass set warned_at = ${now}
    where (palace_id, id) in (
      select palace_id, id from pass
      where warned_at is null and voided_at is null and valid_until > ${now} and valid_until <= ${until}
        and valid_from <= ${now} and (units is null or taken < units)
      limit ${limit} for update skip locked)
    returning palace_id, id`.execute(tx);
  if (rows.length === 0) return [];
  return passesWhere(tx, sql`pass.id = any (${rows.map((row) => row.id)}::uuid[])`, sql`pass.id`);
}

/** What booking holds about a person's passes. */
export async function passRecordsOf(reader: Reader, personId: string): Promise<object[]> {
  const passes = await passesOfPerson(reader, personId, null);
  return passes.map((pass) => ({
    id: pass.id,
    palaceId: pass.palace_id,
    name: pass.name,
    units: pass.units,
    taken: pass.taken,
    priceFen: pass.price_fen,
    validFrom: pass.valid_from,
    validUntil: pass.valid_until,
    issuedAt: pass.issued_at,
    note: pass.note,
    voidedAt: pass.voided_at,
    voidReason: pass.void_reason,
    refundedFen: pass.refunded_fen,
  }));
}

/** Takes away what the desk wrote about a person whose account is erased. */
export const forgetPassNotes = (tx: Tx, personId: string) =>
  db.write(tx).updateTable('pass').set({ note: '' }).where('person_id', '=', personId).execute();
