import { getLectureSeries, listLectureSeries, listStaffSeries } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { externalOf } from '../elsewhere/external-counts.ts';
import { showSpeakers } from '../speakers/speakers.present.ts';
import { speakersInSeries } from '../speakers/speakers.store.ts';
import { publicSeries } from './find-series.ts';
import { showSeries, showSeriesToStaff } from './series.present.ts';
import { seriesListed, yearsOf } from './series.store.ts';

export const listLectureSeriesAction = handle(listLectureSeries, async ({ query, reader }) => ({
  items: await showSeries(reader, await seriesListed(reader, { ...query, state: 'published' })),
}));

export const getLectureSeriesAction = handle(getLectureSeries, async ({ params, reader, deps }) => {
  const row = await publicSeries(reader, params);
  const [card] = await showSeries(reader, [row]);
  if (card === undefined) throw new Error('a series is shown once');
  const key = { palaceId: row.palace_id, seriesId: row.id };
  const speakers = await speakersInSeries(reader, key);
  return {
    ...card,
    years: await yearsOf(reader, key, true),
    speakers: await showSpeakers(reader, speakers),
    external: await externalOf(reader, deps, key),
  };
});

export const listStaffSeriesAction = handle(listStaffSeries, async ({ params, reader }) => ({
  items: await showSeriesToStaff(reader, await seriesListed(reader, { palaceId: params.palaceId })),
}));
