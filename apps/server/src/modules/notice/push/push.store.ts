import type { Locale } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { MessageRow } from '../notice.tables.ts';
import type { PushDeliveryRow, PushDeviceRow, PushPreferenceRow, PushTables } from './push.tables.ts';

const db = tablesOf<PushTables>();

export const devicesOf = (reader: Reader | Tx, personId: string): Promise<PushDeviceRow[]> =>
  db
    .read(reader)
    .selectFrom('push_device')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();

/** Adds a device. One that was known, whoever had it, is forgotten; a person keeps their `most` newest. */
export async function putDevice(tx: Tx, row: PushDeviceRow, most: number): Promise<void> {
  await db.write(tx).deleteFrom('push_device').where('endpoint_hash', '=', row.endpoint_hash).execute();
  await db.write(tx).insertInto('push_device').values(row).execute();
  await sql`delete from push_device where person_id = ${row.person_id} and id not in (
    select id from push_device where person_id = ${row.person_id} order by created_at desc, id desc
    limit ${most})`.execute(tx);
}

/** Says whether there was such a device. */
export async function deleteDevice(tx: Tx, personId: string, deviceId: string): Promise<boolean> {
  const row = await db
    .write(tx)
    .deleteFrom('push_device')
    .where('person_id', '=', personId)
    .where('id', '=', deviceId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const preferenceOf = (reader: Reader | Tx, personId: string): Promise<PushPreferenceRow | undefined> =>
  db
    .read(reader)
    .selectFrom('push_preference')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();

export const putPreference = (tx: Tx, row: PushPreferenceRow) =>
  db
    .write(tx)
    .insertInto('push_preference')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();

export async function deletePush(tx: Tx, personId: string): Promise<void> {
  await db.write(tx).deleteFrom('push_device').where('person_id', '=', personId).execute();
  await db.write(tx).deleteFrom('push_preference').where('person_id', '=', personId).execute();
}

export interface PushTarget {
  readonly person_id: string;
  readonly device_id: string;
  /** All null of who has not changed any. */
  readonly muted: PushPreferenceRow['muted'] | null;
  readonly discreet: boolean | null;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
}

/** Devices of people with what each wants pushed. */
export async function targetsOf(tx: Tx, personIds: readonly string[]): Promise<PushTarget[]> {
  const { rows } = await sql<PushTarget>`
    select d.person_id, d.id as device_id, p.muted, p.discreet, p.quiet_from, p.quiet_until
    from push_device d left join push_preference p on p.person_id = d.person_id
    where d.person_id = any (${[...personIds]}::uuid[])`.execute(tx);
  return rows;
}

export const insertDeliveries = (
  tx: Tx,
  rows: readonly Pick<PushDeliveryRow, 'person_id' | 'device_id' | 'message_id' | 'due_at' | 'expires_at'>[],
) =>
  db
    .write(tx)
    .insertInto('push_delivery')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** A delivery with what is sent where. */
export interface DeliveryDue {
  readonly person_id: string;
  readonly device_id: string;
  readonly message_id: string;
  readonly expires_at: Date;
  readonly attempts: number;
  readonly subscription: Buffer;
  readonly locale: Locale;
  readonly discreet: boolean;
  readonly kind: MessageRow['kind'];
  readonly params: MessageRow['params'];
  readonly link: string | null;
}

/**
 * Takes deliveries that are due, each for one process until the lease ends: one that dies meanwhile leaves them to be
 * sent again. What has expired, or has been read in the inbox, is dropped.
 */
export async function leaseDeliveries(
  tx: Tx,
  now: Date,
  lease: { readonly seconds: number; readonly limit: number },
): Promise<DeliveryDue[]> {
  await sql`delete from push_delivery d using message m
    where m.person_id = d.person_id and m.id = d.message_id and d.due_at <= ${now}
      and (d.expires_at <= ${now} or m.read_at is not null)`.execute(tx);
  const { rows } = await sql<DeliveryDue>`
    with leased as (
      update push_delivery set attempts = attempts + 1,
        leased_until = ${now}::timestamptz + make_interval(secs => ${lease.seconds})
      where (person_id, device_id, message_id) in (
        select person_id, device_id, message_id from push_delivery
        where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
        order by due_at limit ${lease.limit} for update skip locked)
      returning *
    )
    select l.person_id, l.device_id, l.message_id, l.expires_at, l.attempts, d.subscription, d.locale,
      coalesce(p.discreet, false) as discreet, m.kind, m.params, m.link
    from leased l
      join push_device d on d.person_id = l.person_id and d.id = l.device_id
      join message m on m.person_id = l.person_id and m.id = l.message_id
      left join push_preference p on p.person_id = l.person_id`.execute(tx);
  return rows;
}

type DeliveryKey = Pick<DeliveryDue, 'person_id' | 'device_id' | 'message_id'>;

export async function endDelivery(tx: Tx, key: DeliveryKey, delivered: Date | null): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('push_delivery')
    .where('person_id', '=', key.person_id)
    .where('device_id', '=', key.device_id)
    .where('message_id', '=', key.message_id)
    .execute();
  if (delivered === null) return;
  await db
    .write(tx)
    .updateTable('push_device')
    .set({ delivered_at: delivered })
    .where('person_id', '=', key.person_id)
    .where('id', '=', key.device_id)
    .execute();
}

export const postponeDelivery = (tx: Tx, key: DeliveryKey, dueAt: Date) =>
  db
    .write(tx)
    .updateTable('push_delivery')
    .set({ due_at: dueAt, leased_until: null })
    .where('person_id', '=', key.person_id)
    .where('device_id', '=', key.device_id)
    .where('message_id', '=', key.message_id)
    .execute();
