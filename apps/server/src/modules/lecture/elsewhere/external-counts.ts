import { addSeriesExternalCount, type ExternalCount } from '@wengong/contract';
import type { CountedElsewhere } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { externalCountsIn, presentExternalCounts } from '../../media/index.ts';
import { staffSeriesOf } from '../series/find-series.ts';
import { type SeriesKey, seriesNamed } from '../series/series.store.ts';

const counts = externalCountsIn('lecture_series_external_count', 'series_id');

export const seriesElsewhere: CountedElsewhere = {
  of: 'lecture-series',
  named: seriesNamed,
  enter: counts.enter,
};

/** What other platforms counted of a series: the latest number of each platform and kind. */
export const externalOf = async (
  reader: Reader | Tx,
  { keys }: Pick<Deps, 'keys'>,
  { palaceId, seriesId }: SeriesKey,
): Promise<ExternalCount[]> =>
  presentExternalCounts(reader, keys, await counts.latest(reader, palaceId, seriesId));

export const addSeriesExternalCountAction = handle(
  addSeriesExternalCount,
  async ({ params, body, actor, tx, deps, now }) => {
    await staffSeriesOf(tx, params);
    const { asOf, ...given } = body;
    const number = { ...given, as_of: new Date(asOf), entered_by: actor.personId, entered_at: now };
    await counts.enter(tx, params.palaceId, [{ ...number, subjectId: params.seriesId }]);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'lecture-series.external-count',
      subject: { type: 'lecture-series', id: params.seriesId },
      after: body,
      at: now,
    });
    return { items: await externalOf(tx, deps, params) };
  },
);
