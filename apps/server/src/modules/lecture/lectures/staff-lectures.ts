import { getStaffLecture, listLectureSources, listStaffLectures } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordingsOf } from '../../media/index.ts';
import { latestSessions } from '../../programme/index.ts';
import { externalOf } from '../elsewhere/external-counts.ts';
import { staffSeriesOf } from '../series/find-series.ts';
import { yearsOf } from '../series/series.store.ts';
import { showLecturesToStaff, showLectureToStaff } from './lectures.present.ts';
import { lectureById, lecturesOf, numbersOf, taken } from './lectures.store.ts';

const MOST = 400;
const SOURCES = 100;
/** Of so many those are offered that no lecture has. */
const LOOKED_AT = 400;

export const listStaffLecturesAction = handle(listStaffLectures, async ({ params, query, reader, deps }) => {
  const series = await staffSeriesOf(reader, params);
  const rows = await lecturesOf(reader, params, { year: query.year, limit: MOST });
  const numbers = await numbersOf(reader, params);
  return {
    series,
    external: await externalOf(reader, deps, params),
    years: await yearsOf(reader, params, false),
    items: await showLecturesToStaff(reader, rows),
    nextNumber: numbers.size === 0 ? 1 : Math.max(...numbers) + 1,
  };
});

export const getStaffLectureAction = handle(getStaffLecture, async ({ params, reader }) => {
  const row = await lectureById(reader, params);
  if (row === undefined) throw new Problem('not-found');
  return {
    ...(await showLectureToStaff(reader, row)),
    series: await staffSeriesOf(reader, { palaceId: row.palace_id, seriesId: row.series_id }),
  };
});

export const listLectureSourcesAction = handle(listLectureSources, async ({ params, reader, now }) => {
  const { palaceId } = params;
  const used = await taken(reader, palaceId);
  const videos = await recordingsOf(reader, palaceId, LOOKED_AT);
  const sessions = await latestSessions(reader, palaceId, { kind: 'lecture', until: now, limit: LOOKED_AT });
  return {
    videos: videos
      .filter((video) => !used.videos.has(video.id))
      .slice(0, SOURCES)
      .map((video) => ({ ...video, createdAt: video.createdAt.toISOString() })),
    sessions: sessions
      .filter((session) => !used.sessions.has(session.sessionId))
      .slice(0, SOURCES)
      .map((session) => ({
        id: session.sessionId,
        title: session.title,
        titleEn: session.titleEn,
        startsAt: session.startsAt.toISOString(),
      })),
  };
});
