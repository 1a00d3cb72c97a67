import type { VideoStage } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

/** A video that this worker alone works on, until its lease runs out. */
export interface Lease extends VideoKey {
  readonly leaseId: string;
  /** From 1: which try this is. */
  readonly attempt: number;
  /** Tries before this one that ended because there was no room. */
  readonly withoutRoom: number;
}

/** Takes the video that waits longest and nobody works on; null when there is none. */
export async function takeLease(
  tx: Tx,
  { leaseId, now, until }: { readonly leaseId: string; readonly now: Date; readonly until: Date },
): Promise<Lease | null> {
  const { rows } = await sql<{ palace_id: string; asset_id: string; attempts: number; without_room: number }>`
    update media_job set lease_id = ${leaseId}, lease_until = ${until}, heartbeat_at = ${now},
      attempts = attempts + 1, stage = 'queued', progress = 0
    where (palace_id, asset_id) = (
      select palace_id, asset_id from media_job
      where not_before <= ${now} and (lease_until is null or lease_until < ${now})
      order by not_before, asset_id limit 1 for update skip locked)
    returning palace_id, asset_id, attempts, without_room`.execute(tx);
  const [row] = rows;
  return row === undefined
    ? null
    : {
        palaceId: row.palace_id,
        videoId: row.asset_id,
        leaseId,
        attempt: row.attempts,
        withoutRoom: row.without_room,
      };
}

/** Says that the work goes on, and how far it is. False when the lease is lost: the work must stop. */
export async function beat(
  tx: Tx,
  lease: Lease,
  { now, until, ...far }: { now: Date; until: Date; stage?: VideoStage; progress?: number },
): Promise<boolean> {
  const { numUpdatedRows } = await held(tx, lease)
    .set({ lease_until: until, heartbeat_at: now, ...far })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether the lease is still held; keeps anybody from taking it until the transaction ends. */
export async function confirmLease(tx: Tx, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await held(tx, lease).set({ lease_id: lease.leaseId }).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives the video back, to be tried again later, when there is room if that was missing. */
export async function putOff(
  tx: Tx,
  lease: Lease,
  { notBefore, error, noRoom }: { notBefore: Date; error: string; noRoom: boolean },
): Promise<void> {
  await held(tx, lease)
    .set({
      lease_id: null,
      lease_until: null,
      not_before: notBefore,
      last_error: error.slice(0, 500),
      stage: noRoom ? 'room' : 'queued',
      without_room: lease.withoutRoom + Number(noRoom),
    })
    .execute();
}

/** Whether something waits to be processed now. */
export async function anythingDue(reader: Reader, now: Date): Promise<boolean> {
  const { rows } = await sql`select from media_job
    where not_before <= ${now} and (lease_until is null or lease_until < ${now}) limit 1`.execute(reader);
  return rows.length > 0;
}

/** Shows what everything that waits, waits for: a transcoder to be installed, or room on the disk. */
export async function markWaiting(tx: Tx, stage: 'transcoder' | 'room'): Promise<void> {
  await db
    .write(tx)
    .updateTable('media_job')
    .set({ stage })
    .where('lease_id', 'is', null)
    .where('stage', '<>', stage)
    .execute();
}

function held(tx: Tx, { palaceId, videoId, leaseId }: Lease) {
  return db
    .write(tx)
    .updateTable('media_job')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .where('lease_id', '=', leaseId);
}

/** Of these leases, those that are held still. */
export async function leasesAmong(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .read(reader)
    .selectFrom('media_job')
    .select('lease_id')
    .where('lease_id', 'in', [...ids])
    .execute();
  return new Set(rows.flatMap((row) => (row.lease_id === null ? [] : [row.lease_id])));
}
