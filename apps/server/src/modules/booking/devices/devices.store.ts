import type { DeviceKind } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { DeviceTables, DoorDeviceRow, DoorProvisioningRow } from './devices.tables.ts';

const db = tablesOf<DeviceTables>();

/** As in `take_kiosk_turn`. */
const KIOSK_TURN_MS = 10_000;

/** Keeps a provisioning code, and forgets those of the palace that have run out unused. */
export async function putProvisioning(tx: Tx, row: Omit<DoorProvisioningRow, 'device_id'>): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('door_provisioning')
    .where('palace_id', '=', row.palace_id)
    .where('expires_at', '<', row.created_at)
    .where('device_id', 'is', null)
    .execute();
  await db
    .write(tx)
    .insertInto('door_provisioning')
    .values({ ...row, device_id: null })
    .execute();
}

/** The unused code for a device of this kind, locked: of two devices that scan one code at once, the second finds it used. */
export const lockProvisioning = (
  tx: Tx,
  { palaceId, kind }: { palaceId: string; kind: DeviceKind },
  codeHash: Buffer,
  now: Date,
): Promise<DoorProvisioningRow | undefined> =>
  db
    .write(tx)
    .selectFrom('door_provisioning')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('code_hash', '=', codeHash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .where('device_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/** Writes a device and marks the code it came with as used. */
export async function insertDevice(
  tx: Tx,
  row: Pick<
    DoorDeviceRow,
    'palace_id' | 'id' | 'kind' | 'name' | 'token_hash' | 'provisioned_by' | 'provisioned_at'
  >,
  codeHash: Buffer,
): Promise<void> {
  await db
    .write(tx)
    .insertInto('door_device')
    .values({
      ...row,
      last_seen_at: row.provisioned_at,
      waiting: 0,
      revoked_at: null,
      revoked_by: null,
      place_taken_at: null,
    })
    .execute();
  await db
    .write(tx)
    .updateTable('door_provisioning')
    .set({ device_id: row.id })
    .where('palace_id', '=', row.palace_id)
    .where('code_hash', '=', codeHash)
    .execute();
}

export const deviceByToken = (
  reader: Reader,
  { palaceId, kind }: { palaceId: string; kind: DeviceKind },
  tokenHash: Buffer,
): Promise<DoorDeviceRow | undefined> =>
  db
    .read(reader)
    .selectFrom('door_device')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .executeTakeFirst();

export async function devicesInUse(tx: Tx, palaceId: string): Promise<number> {
  const row = await db
    .write(tx)
    .selectFrom('door_device')
    .select((eb) => eb.fn.countAll<number>().as('devices'))
    .where('palace_id', '=', palaceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.devices ?? 0;
}

/** Devices of a palace, those in use first, the newest before the others. */
export async function devicesOf(
  reader: Reader | Tx,
  palaceId: string,
  limit: number,
): Promise<DoorDeviceRow[]> {
  return db
    .read(reader)
    .selectFrom('door_device')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy(sql`revoked_at is not null`)
    .orderBy('provisioned_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Shuts a device out; one that is out already stays as it was. Gives the device; undefined when unknown. */
export async function revokeDevice(
  tx: Tx,
  key: { palace_id: string; id: string },
  by: string,
  now: Date,
): Promise<{ device: DoorDeviceRow; changed: boolean } | undefined> {
  const before = await db
    .write(tx)
    .selectFrom('door_device')
    .selectAll()
    .where('palace_id', '=', key.palace_id)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined || before.revoked_at !== null) {
    return before && { device: before, changed: false };
  }
  await db
    .write(tx)
    .updateTable('door_device')
    .set({ revoked_at: now, revoked_by: by })
    .where('palace_id', '=', key.palace_id)
    .where('id', '=', key.id)
    .execute();
  return { device: { ...before, revoked_at: now, revoked_by: by }, changed: true };
}

/**
 * Notes that a device was heard of, and holds its row until the transaction ends: what one device tells is settled
 * one after the other, and never after it was shut out. Returns whether it is still let in.
 */
export async function touchDevice(
  tx: Tx,
  key: { palace_id: string; id: string },
  waiting: number | null,
  now: Date,
): Promise<boolean> {
  const row = await db
    .write(tx)
    .updateTable('door_device')
    .set({ last_seen_at: now, ...(waiting === null ? {} : { waiting }) })
    .where('palace_id', '=', key.palace_id)
    .where('id', '=', key.id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses a kiosk's turn to give out a place in a waiting room without work. Gives 0 when it was free, else the seconds
 * until it is again; null when the kiosk is shut out.
 */
export async function takeKioskTurn(
  tx: Tx,
  { palaceId, deviceId }: { palaceId: string; deviceId: string },
  now: Date,
): Promise<number | null> {
  const { rows } = await sql<{ taken: boolean; takenAt: Date | null; revoked: boolean }>`
    select turn.taken, d.place_taken_at as "takenAt", d.revoked_at is not null as revoked
    from take_kiosk_turn(${palaceId}, ${deviceId}, ${now}) as turn (taken)
    join door_device d on d.palace_id = ${palaceId} and d.id = ${deviceId}`.execute(tx);
  const [row] = rows;
  if (row === undefined || row.revoked) return null;
  if (row.taken) return 0;
  const since = now.getTime() - (row.takenAt ?? now).getTime();
  return Math.max(1, Math.ceil((KIOSK_TURN_MS - since) / 1000));
}
