import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VisitTapRow } from '../booking.tables.ts';
import type { DoorEntryRow, DoorTables } from './door.tables.ts';

const db = tablesOf<DoorTables & { visit_tap: VisitTapRow }>();

/** What a device has told before, of these nonces. */
export const knownEntries = (
  tx: Tx,
  device: { palaceId: string; deviceId: string },
  nonces: readonly string[],
): Promise<DoorEntryRow[]> =>
  nonces.length === 0
    ? Promise.resolve([])
    : db
        .write(tx)
        .selectFrom('door_entry')
        .selectAll()
        .where('palace_id', '=', device.palaceId)
        .where('device_id', '=', device.deviceId)
        .where('nonce', 'in', [...nonces])
        .execute();

/** Appends entries. A nonce that the device has told before is refused by the constraint `door_entry_once`. */
export async function insertEntries(tx: Tx, rows: readonly DoorEntryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into door_entry (palace_id, device_id, nonce, id, kind, at, received_at, session_id, ticket_id, verdict,
      outcome, flag, check_in_id)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (palace_id uuid, device_id uuid,
      nonce uuid, id uuid, kind text, at timestamptz, received_at timestamptz, session_id uuid, ticket_id uuid,
      verdict text, outcome text, flag text, check_in_id uuid)`.execute(tx);
}

export async function insertVisits(tx: Tx, rows: readonly VisitTapRow[]): Promise<void> {
  if (rows.length > 0)
    await db
      .write(tx)
      .insertInto('visit_tap')
      .values([...rows])
      .execute();
}

/** An entry with, of a duplicate, the admission that was there before. */
export interface AnsweredEntry {
  readonly nonce: string;
  readonly outcome: DoorEntryRow['outcome'];
  readonly flag: DoorEntryRow['flag'];
  readonly first_at: Date | null;
  readonly first_device: string | null;
}

export async function answersOf(
  tx: Tx,
  device: { palaceId: string; deviceId: string },
  nonces: readonly string[],
): Promise<Map<string, AnsweredEntry>> {
  const { rows } = await sql<AnsweredEntry>`
    select e.nonce, e.outcome, e.flag, c.at as first_at, d.name as first_device
    from door_entry e
      left join check_in c on e.outcome = 'duplicate' and c.palace_id = e.palace_id and c.id = e.check_in_id
      left join door_entry first on first.palace_id = c.palace_id and first.check_in_id = c.id
        and first.outcome = 'admitted'
      left join door_device d on d.palace_id = first.palace_id and d.id = first.device_id
    where e.palace_id = ${device.palaceId} and e.device_id = ${device.deviceId}
      and e.nonce = any (${nonces}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.nonce, row]));
}

/** A flagged entry as the staff see it. */
export interface FlaggedEntry {
  readonly id: string;
  readonly flag: NonNullable<DoorEntryRow['flag']>;
  readonly verdict: DoorEntryRow['verdict'];
  readonly at: Date;
  readonly received_at: Date;
  readonly session_id: string | null;
  readonly device: string;
  readonly person_id: string | null;
  readonly companion: string | null;
  readonly ordinal: number | null;
  readonly first_at: Date | null;
  readonly first_device: string | null;
}

/** Flagged entries of a palace, of one session when named, newest first, before an entry. */
export async function flaggedEntries(
  reader: Reader,
  palaceId: string,
  of: { readonly sessionId: string | null; readonly before: string | null },
  limit: number,
): Promise<FlaggedEntry[]> {
  const { rows } = await sql<FlaggedEntry>`
    select e.id, e.flag, e.verdict, e.at, e.received_at, e.session_id, device.name as device, b.person_id,
      companion.name as companion, t.ordinal, c.at as first_at, d.name as first_device
    from door_entry e
      join door_device device on device.palace_id = e.palace_id and device.id = e.device_id
      left join ticket t on t.palace_id = e.palace_id and t.id = e.ticket_id
      left join booking b on b.palace_id = t.palace_id and b.id = t.booking_id
      left join companion on companion.palace_id = t.palace_id and companion.booking_id = t.booking_id
        and companion.ordinal = t.ordinal
      left join check_in c on e.outcome = 'duplicate' and c.palace_id = e.palace_id and c.id = e.check_in_id
      left join door_entry first on first.palace_id = c.palace_id and first.check_in_id = c.id
        and first.outcome = 'admitted'
      left join door_device d on d.palace_id = first.palace_id and d.id = first.device_id
    where e.palace_id = ${palaceId} and e.flag is not null
      and (${of.sessionId}::uuid is null or e.session_id = ${of.sessionId}::uuid)
      and (${of.before}::uuid is null or e.id < ${of.before}::uuid)
    order by e.id desc limit ${limit}`.execute(reader);
  return rows;
}
