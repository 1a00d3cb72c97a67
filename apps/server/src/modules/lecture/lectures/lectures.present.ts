import type { LectureCard, StaffLecture } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { inRoomOf } from '../../booking/index.ts';
import { playsOf, publicVideos, type searchSaidIn, videosByIds } from '../../media/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import { speakerRefOf } from '../speakers/speakers.present.ts';
import { speakersOf } from '../speakers/speakers.store.ts';
import type { Lecture } from './lectures.store.ts';

const factsOf = (lecture: Lecture) => ({
  id: lecture.id,
  number: lecture.number,
  heldOn: lecture.held_on,
  title: lecture.title,
  titleEn: lecture.title_en,
  summary: lecture.summary,
  summaryEn: lecture.summary_en,
});

/** Lectures as everybody sees them, in their order; `said`: where searched words are said, by video. */
export async function showLectures(
  reader: Reader,
  deps: Deps,
  rows: readonly Lecture[],
  said: Awaited<ReturnType<typeof searchSaidIn>> = new Map(),
): Promise<LectureCard[]> {
  const speakers = await speakersOf(reader, rows);
  const videos = await publicVideos(
    reader,
    deps,
    rows.flatMap((row) => row.video_id ?? []),
  );
  return rows.map((row) => {
    const video = videos.get(row.video_id ?? '');
    return {
      ...factsOf(row),
      speakers: (speakers.get(row.id) ?? []).map(speakerRefOf),
      recording:
        video === undefined
          ? null
          : {
              videoId: video.id,
              durationMs: video.durationMs,
              poster: video.poster,
              plays: video.plays,
              ai: video.ai,
            },
      said: video === undefined ? [] : (said.get(video.id) ?? []),
    };
  });
}

/** Lectures as the palace's staff see them, in their order. */
export async function showLecturesToStaff(
  reader: Reader | Tx,
  rows: readonly Lecture[],
): Promise<StaffLecture[]> {
  const speakers = await speakersOf(reader, rows);
  const videoIds = rows.flatMap((row) => row.video_id ?? []);
  const videos = await videosByIds(reader, videoIds);
  const plays = await playsOf(reader, videoIds);
  const keys = rows.flatMap((row) =>
    row.session_id === null ? [] : [{ palaceId: row.palace_id, sessionId: row.session_id }],
  );
  const sessions = await sessionsByIds(reader, keys);
  const inRoom = await inRoomOf(reader, keys);
  return rows.map((row) => {
    const video = videos.get(row.video_id ?? '');
    const session = sessions.get(row.session_id ?? '');
    return {
      ...factsOf(row),
      speakers: (speakers.get(row.id) ?? []).map(speakerRefOf),
      state: row.state,
      publishedAt: row.published_at?.toISOString() ?? null,
      toldAt: row.told_at?.toISOString() ?? null,
      video:
        video === undefined
          ? null
          : {
              id: video.id,
              title: video.title,
              status: video.status,
              visibility: video.visibility,
              durationMs: video.durationMs,
            },
      session:
        session === undefined
          ? null
          : {
              id: session.sessionId,
              title: session.title,
              titleEn: session.titleEn,
              startsAt: session.startsAt.toISOString(),
            },
      inRoom: row.session_id === null ? null : (inRoom.get(row.session_id) ?? 0),
      plays: video === undefined ? null : (plays.get(video.id) ?? 0),
    };
  });
}

/** One lecture as the palace's staff see it. */
export async function showLectureToStaff(reader: Reader | Tx, row: Lecture): Promise<StaffLecture> {
  const [shown] = await showLecturesToStaff(reader, [row]);
  if (shown === undefined) throw new Error('a lecture is shown once');
  return shown;
}
