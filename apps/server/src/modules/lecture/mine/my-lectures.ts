import { getMyLectures, subscribeLectures, unsubscribeLectures } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { sessionsAttendedBy } from '../../booking/index.ts';
import { palacesByIds } from '../../network/index.ts';
import { showLectures } from '../lectures/lectures.present.ts';
import { lecturesInSessions } from '../lectures/lectures.store.ts';
import { showSeries } from '../series/series.present.ts';
import { type SeriesSeen, seriesSeen } from '../series/series.store.ts';
import { subscribe, subscriptionsOf, unsubscribe } from './subscriptions.store.ts';

/** Sessions of somebody that are looked through. */
const SESSIONS = 1000;
const MOST = 200;

export const subscribeLecturesAction = handle(subscribeLectures, async ({ params, actor, tx, now }) => {
  if (!(await subscribe(tx, params.seriesId, actor.personId, now))) throw new Problem('not-found');
});

export const unsubscribeLecturesAction = handle(unsubscribeLectures, ({ params, actor, tx }) =>
  unsubscribe(tx, params.seriesId, actor.personId),
);

export const getMyLecturesAction = handle(getMyLectures, async ({ actor, reader, deps }) => {
  const subscribed = await subscriptionsOf(reader, actor.personId);
  const sessions = await sessionsAttendedBy(reader, actor.personId, SESSIONS);
  const attended = (await lecturesInSessions(reader, sessions)).slice(0, MOST);
  const bySeries = new Map<string, SeriesSeen>();
  const keys = [
    ...subscribed,
    ...attended.map((row) => ({ palaceId: row.palace_id, seriesId: row.series_id })),
  ];
  for (const key of keys) {
    if (bySeries.has(key.seriesId)) continue;
    const row = await seriesSeen(reader, key);
    if (row?.state === 'published') bySeries.set(key.seriesId, row);
  }
  const palaces = await palacesByIds(
    reader,
    attended.map((row) => row.palace_id),
  );
  const cards = await showLectures(reader, deps, attended);
  return {
    series: await showSeries(
      reader,
      subscribed.flatMap(({ seriesId }) => bySeries.get(seriesId) ?? []),
    ),
    attended: attended.flatMap((row, index) => {
      const [card, series] = [cards[index], bySeries.get(row.series_id)];
      const palace = palaces.get(row.palace_id);
      if (card === undefined || series === undefined || palace === undefined) return [];
      return [
        {
          ...card,
          palaceSlug: palace.slug,
          palaceName: palace.name,
          palaceNameEn: palace.name_en,
          series: series.slug,
          seriesTitle: series.title,
          seriesTitleEn: series.title_en,
        },
      ];
    }),
  };
});
