import type { StaffSeries } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { showSeriesToStaff } from './series.present.ts';
import { type SeriesKey, type SeriesSeen, seriesSeen } from './series.store.ts';

/** A published series by its address. Throws `not-found`. */
export async function publicSeries(
  reader: Reader,
  { palaceId, series }: { readonly palaceId: string; readonly series: string },
): Promise<SeriesSeen> {
  const row = await seriesSeen(reader, { palaceId, slug: series });
  if (row?.state !== 'published') throw new Problem('not-found');
  return row;
}

/** A series in any state as the palace's staff see it. Throws `not-found`. */
export async function staffSeriesOf(reader: Reader | Tx, key: SeriesKey): Promise<StaffSeries> {
  const row = await seriesSeen(reader, key);
  const [shown] = row === undefined ? [] : await showSeriesToStaff(reader, [row]);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
}
