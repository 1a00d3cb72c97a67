import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { Asset } from '../assets.store.ts';
import type { MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

/** Counts nobody else's upload of this person or palace, or on this disk, meanwhile: until the transaction ends. */
export async function lockQuotas(tx: Tx, personId: string, palaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`video-person ${personId}`}, 0)),
    pg_advisory_xact_lock(hashtextextended(${`video-palace ${palaceId}`}, 0)),
    pg_advisory_xact_lock(hashtextextended('video-space', 0))`.execute(tx);
}

/** Bytes that a person's clips, or a palace's videos, take or will take. */
export async function usedBytes(
  reader: Reader | Tx,
  whose: { readonly ownerId: string } | { readonly palaceId: string },
): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('media_asset')
    .select((select) => select.fn.sum<number>('file_bytes').as('bytes'))
    .where('removed_at', 'is', null)
    .where('status', 'not in', ['abandoned', 'failed'])
    .$if('ownerId' in whose, (query) =>
      query.where('owner_id', '=', 'ownerId' in whose ? whose.ownerId : '').where('purpose', '=', 'clip'),
    )
    .$if('palaceId' in whose, (query) =>
      query.where('palace_id', '=', 'palaceId' in whose ? whose.palaceId : ''),
    )
    .executeTakeFirst();
  return row?.bytes ?? 0;
}

/** Uploads of a person that are under way. */
export const openUploads = (reader: Reader | Tx, ownerId: string): Promise<Asset[]> =>
  db
    .read(reader)
    .selectFrom('media_asset')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('status', '=', 'uploading')
    .where('removed_at', 'is', null)
    .execute();

/** All uploads under way, those that end first first. */
export const allOpenUploads = (reader: Reader, limit: number): Promise<Asset[]> =>
  db
    .read(reader)
    .selectFrom('media_asset')
    .selectAll()
    .where('status', '=', 'uploading')
    .where('removed_at', 'is', null)
    .orderBy('upload_until')
    .limit(limit)
    .execute();

/** Uploads under way, each of which was promised room for all of its bytes. */
export const promisedUploads = (reader: Reader | Tx): Promise<Pick<Asset, 'id' | 'file_bytes'>[]> =>
  db
    .read(reader)
    .selectFrom('media_asset')
    .select(['id', 'file_bytes'])
    .where('status', '=', 'uploading')
    .where('removed_at', 'is', null)
    .execute();

/** Of these ids, those whose incoming file somebody needs still. */
export async function neededIncoming(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .read(reader)
    .selectFrom('media_asset')
    .select('id')
    .where('id', 'in', [...ids])
    .where('removed_at', 'is', null)
    .where('status', 'in', ['uploading', 'waiting', 'processing'])
    .execute();
  return new Set(rows.map((row) => row.id));
}
