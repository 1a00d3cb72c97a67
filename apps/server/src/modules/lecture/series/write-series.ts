import { type BodyOf, createSeries, setSeriesState, updateSeries } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { staffSeriesOf } from './find-series.ts';
import { changeSeries, insertSeries, lockSeries } from './series.store.ts';

const columnsOf = (body: BodyOf<typeof createSeries>) => ({
  slug: body.slug,
  title: body.title,
  title_en: body.titleEn,
  description: body.description,
  description_en: body.descriptionEn,
  rhythm: body.rhythm,
  rhythm_en: body.rhythmEn,
  since_year: body.sinceYear,
  cover_id: body.coverId,
  brand_id: body.brandId,
});

export const createSeriesAction = handle(createSeries, async ({ params, body, actor, tx, now }) => {
  const { palaceId } = params;
  const seriesId = newId();
  await insertSeries(tx, { ...columnsOf(body), palace_id: palaceId, id: seriesId, created_at: now });
  const series = await staffSeriesOf(tx, { palaceId, seriesId });
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'lecture-series.create',
    subject: { type: 'lecture-series', id: seriesId },
    after: columnsOf(body),
    at: now,
  });
  return series;
});

export const updateSeriesAction = handle(updateSeries, async ({ params, body, actor, tx, now }) => {
  const before = await lockSeries(tx, params);
  if (before === undefined) throw new Problem('not-found');
  const change = columnsOf(body);
  await changeSeries(tx, params, change);
  const series = await staffSeriesOf(tx, params);
  const changed = (Object.keys(change) as (keyof typeof change)[]).filter(
    (key) => change[key] !== before[key],
  );
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'lecture-series.update',
    subject: { type: 'lecture-series', id: params.seriesId },
    before: Object.fromEntries(changed.map((key) => [key, before[key]])),
    after: Object.fromEntries(changed.map((key) => [key, change[key]])),
    at: now,
  });
  return series;
});

export const setSeriesStateAction = handle(setSeriesState, async ({ params, body, actor, tx, now }) => {
  const before = await lockSeries(tx, params);
  if (before === undefined) throw new Problem('not-found');
  await changeSeries(tx, params, { state: body.state });
  const series = await staffSeriesOf(tx, params);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: body.state === 'published' ? 'lecture-series.publish' : 'lecture-series.withdraw',
    subject: { type: 'lecture-series', id: params.seriesId },
    before: { state: before.state },
    after: { state: body.state },
    at: now,
  });
  return series;
});
