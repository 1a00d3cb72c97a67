import type { SeriesCard, StaffSeries } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { palacesByIds } from '../../network/index.ts';
import { imagesByIds } from '../../programme/index.ts';
import type { SeriesSeen } from './series.store.ts';

/** Series as the palace's staff see them, in their order. */
export async function showSeriesToStaff(
  reader: Reader | Tx,
  rows: readonly SeriesSeen[],
): Promise<StaffSeries[]> {
  const palaces = await palacesByIds(
    reader,
    rows.map((row) => row.palace_id),
  );
  const images = await imagesByIds(
    reader,
    rows.map((row) => ({ palaceId: row.palace_id, imageId: row.cover_id })),
  );
  return rows.flatMap((row) => {
    const palace = palaces.get(row.palace_id);
    if (palace === undefined) return [];
    return [
      {
        id: row.id,
        palaceId: row.palace_id,
        palaceSlug: palace.slug,
        palaceName: palace.name,
        palaceNameEn: palace.name_en,
        slug: row.slug,
        title: row.title,
        titleEn: row.title_en,
        description: row.description,
        descriptionEn: row.description_en,
        rhythm: row.rhythm,
        rhythmEn: row.rhythm_en,
        sinceYear: row.since_year,
        cover: images.get(row.cover_id ?? '') ?? null,
        brand: row.brand,
        lectures: row.lectures,
        recordings: row.recordings,
        latestOn: row.latest_on,
        state: row.state,
        drafts: row.drafts,
        subscribers: row.subscribers,
      },
    ];
  });
}

/** As everybody sees them: what only the staff know is cut off by the contract. */
export const showSeries = (reader: Reader | Tx, rows: readonly SeriesSeen[]): Promise<SeriesCard[]> =>
  showSeriesToStaff(reader, rows);
