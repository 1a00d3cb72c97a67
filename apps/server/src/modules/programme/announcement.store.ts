import type { Announcement } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { AnnouncementRow, ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/** What is announced at `now`, newest first; over all palaces when none are named. */
export function announcementsNow(
  reader: Reader,
  palaceIds: readonly string[] | undefined,
  now: Date,
  limit: number,
): Promise<AnnouncementRow[]> {
  let query = db
    .read(reader)
    .selectFrom('announcement')
    .selectAll()
    .where('starts_at', '<=', now)
    .where('ends_at', '>', now);
  if (palaceIds !== undefined) query = query.where('palace_id', 'in', palaceIds);
  return query.orderBy('starts_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export const announcementsOf = (
  reader: Reader,
  palaceId: string,
  limit: number,
): Promise<AnnouncementRow[]> =>
  db
    .read(reader)
    .selectFrom('announcement')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export const lockAnnouncement = (tx: Tx, palaceId: string, id: string) =>
  db
    .write(tx)
    .selectFrom('announcement')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertAnnouncement = (tx: Tx, row: AnnouncementRow) =>
  db.write(tx).insertInto('announcement').values(row).execute();

export const updateAnnouncementRow = (tx: Tx, { palace_id, id, ...change }: AnnouncementRow) =>
  db
    .write(tx)
    .updateTable('announcement')
    .set(change)
    .where('palace_id', '=', palace_id)
    .where('id', '=', id)
    .execute();

export const deleteAnnouncementRow = (tx: Tx, palaceId: string, id: string) =>
  db.write(tx).deleteFrom('announcement').where('palace_id', '=', palaceId).where('id', '=', id).execute();

export const presentAnnouncement = (row: AnnouncementRow): Announcement => ({
  id: row.id,
  title: row.title,
  titleEn: row.title_en,
  link: row.link,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
});
