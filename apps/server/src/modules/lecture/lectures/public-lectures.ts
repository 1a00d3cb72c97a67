import { day, getLecture, getLectureOfVideo, listLectures } from '@wengong/contract';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { inRoomOf } from '../../booking/index.ts';
import { publicVideoOf, searchSaidIn, videosSaying } from '../../media/index.ts';
import { findPalace } from '../../network/index.ts';
import { readPlainSearch, sessionsByIds } from '../../programme/index.ts';
import { publicSeries } from '../series/find-series.ts';
import { showSeries } from '../series/series.present.ts';
import { seriesSeen } from '../series/series.store.ts';
import { showSpeakers } from '../speakers/speakers.present.ts';
import { speakersOf } from '../speakers/speakers.store.ts';
import { showLectures } from './lectures.present.ts';
import { type Lecture, lectureByNumber, lectureOfVideo, lecturesOf, neighbourOf } from './lectures.store.ts';

/** Recordings in which searched words are said, looked at for one page. */
const RECORDINGS = 400;

const byDay = z.tuple([day, z.int32()]).transform(([heldOn, number]) => ({ heldOn, number }));

export const listLecturesAction = handle(listLectures, async ({ params, query, reader, deps }) => {
  const series = await publicSeries(reader, params);
  const search = query.q === undefined ? null : readPlainSearch(query.q);
  // Nothing that could be searched was typed.
  if (search === null && (query.q ?? '') !== '') return { items: [], nextCursor: null };
  const videoIds = search === null ? [] : await videosSaying(reader, search, params.palaceId, RECORDINGS);
  const before = decodeCursor(query.cursor, byDay);
  const rows = await lecturesOf(
    reader,
    { palaceId: series.palace_id, seriesId: series.id },
    {
      published: true,
      year: query.year,
      speakerId: query.speakerId,
      search: search === null ? undefined : { tsquery: search.tsquery, typed: query.q ?? '', videoIds },
      before,
      limit: query.limit + 1,
    },
  );
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.held_on, row.number]);
  const said =
    search === null
      ? new Map()
      : await searchSaidIn(reader, search, {
          videoIds: shown.flatMap((row) => row.video_id ?? []),
          limit: query.limit,
        });
  return { items: await showLectures(reader, deps, shown, said), nextCursor };
});

export const getLectureAction = handle(getLecture, async ({ params, reader, deps }) => {
  const series = await publicSeries(reader, params);
  const key = { palaceId: series.palace_id, seriesId: series.id };
  const row = await lectureByNumber(reader, key, params.number);
  if (row?.state !== 'published' || row.published_at === null) throw new Problem('not-found');
  const [card] = await showLectures(reader, deps, [row]);
  const [seriesCard] = await showSeries(reader, [series]);
  if (card === undefined || seriesCard === undefined) throw new Error('each is shown once');
  const video = row.video_id === null ? null : await publicVideoOf(reader, deps, row.video_id);
  const [previous, next] = await Promise.all([
    neighbourOf(reader, row, 'previous'),
    neighbourOf(reader, row, 'next'),
  ]);
  return {
    ...card,
    series: seriesCard,
    speakers: await showSpeakers(reader, (await speakersOf(reader, [row])).get(row.id) ?? []),
    playback: video?.playback ?? null,
    chapters: video?.chapters ?? [],
    publishedAt: row.published_at.toISOString(),
    ...(await roomOf(reader, row)),
    previous: neighbour(previous),
    next: neighbour(next),
  };
});

/** The session a lecture was held in, and how many were there. */
async function roomOf(reader: Parameters<typeof inRoomOf>[0], { palace_id, session_id }: Lecture) {
  if (session_id === null) return { session: null, inRoom: null };
  const key = { palaceId: palace_id, sessionId: session_id };
  const session = (await sessionsByIds(reader, [key])).get(session_id);
  return {
    session:
      session === undefined
        ? null
        : {
            id: session.sessionId,
            activityId: session.activityId,
            startsAt: session.startsAt.toISOString(),
            endsAt: session.endsAt.toISOString(),
          },
    inRoom: (await inRoomOf(reader, [key])).get(session_id) ?? 0,
  };
}

const neighbour = (row: Pick<Lecture, 'number' | 'title' | 'title_en'> | undefined) =>
  row === undefined ? null : { number: row.number, title: row.title, titleEn: row.title_en };

export const getLectureOfVideoAction = handle(getLectureOfVideo, async ({ params, reader }) => {
  const row = await lectureOfVideo(reader, params.videoId);
  if (row === undefined) return { lecture: null };
  const series = await seriesSeen(reader, { palaceId: row.palace_id, seriesId: row.series_id });
  const palace = await findPalace(reader, row.palace_id);
  if (series === undefined || palace === undefined) return { lecture: null };
  return {
    lecture: {
      palaceSlug: palace.slug,
      series: series.slug,
      seriesTitle: series.title,
      seriesTitleEn: series.title_en,
      number: row.number,
    },
  };
});
