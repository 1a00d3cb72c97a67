import {
  type BodyOf,
  createLecture,
  deleteLecture,
  type StaffLecture,
  updateLecture,
} from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { holdVideo, letGoOfVideo, videoOf } from '../../media/index.ts';
import { lockSeries } from '../series/series.store.ts';
import { deleteSpeeches, insertSpeeches } from '../speakers/speakers.store.ts';
import {
  changeLecture,
  deleteLectureRow,
  insertLectures,
  type LectureContent,
} from './lecture-writes.store.ts';
import { showLectureToStaff } from './lectures.present.ts';
import { type LectureKey, lectureById, lockLecture } from './lectures.store.ts';

type Body = BodyOf<typeof createLecture>;

const contentOf = (body: Body): LectureContent => ({
  number: body.number,
  held_on: body.heldOn,
  title: body.title,
  title_en: body.titleEn,
  summary: body.summary,
  summary_en: body.summaryEn,
  video_id: body.videoId,
  session_id: body.sessionId,
});

const holderOf = (lectureId: string) => `lecture ${lectureId}`;

/** A lecture relies on its recording: nobody removes it meanwhile. */
async function changeRecording(
  tx: Tx,
  { palaceId, lectureId }: LectureKey,
  before: string | null,
  after: string | null,
): Promise<void> {
  if (before === after) return;
  if (before !== null) await letGoOfVideo(tx, { palaceId, videoId: before }, holderOf(lectureId));
  if (after === null) return;
  const video = await videoOf(tx, after);
  if (video?.palaceId !== palaceId) throw new Problem('lecture-recording-unknown');
  await holdVideo(tx, { palaceId, videoId: after }, holderOf(lectureId));
}

async function shown(tx: Tx, key: LectureKey): Promise<StaffLecture> {
  const row = await lectureById(tx, key);
  if (row === undefined) throw new Problem('not-found');
  return showLectureToStaff(tx, row);
}

export const createLectureAction = handle(createLecture, async ({ params, body, actor, tx, now }) => {
  const { palaceId } = params;
  if ((await lockSeries(tx, params)) === undefined) throw new Problem('not-found');
  const key = { palaceId, lectureId: newId() };
  await insertLectures(tx, params, [{ ...contentOf(body), id: key.lectureId }], now);
  await insertSpeeches(tx, palaceId, [{ lectureId: key.lectureId, speakerIds: body.speakerIds }]);
  await changeRecording(tx, key, null, body.videoId);
  const lecture = await shown(tx, key);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'lecture.create',
    subject: { type: 'lecture', id: key.lectureId },
    after: body,
    at: now,
  });
  return lecture;
});

export const updateLectureAction = handle(updateLecture, async ({ params, body, actor, tx, now }) => {
  const before = await lockLecture(tx, params);
  if (before === undefined) throw new Problem('not-found');
  const content = contentOf(body);
  await changeLecture(tx, params, content);
  await deleteSpeeches(tx, params.palaceId, params.lectureId);
  await insertSpeeches(tx, params.palaceId, [{ lectureId: params.lectureId, speakerIds: body.speakerIds }]);
  await changeRecording(tx, params, before.video_id, body.videoId);
  const lecture = await shown(tx, params);
  const changed = (Object.keys(content) as (keyof LectureContent)[]).filter(
    (name) => content[name] !== before[name],
  );
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'lecture.update',
    subject: { type: 'lecture', id: params.lectureId },
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, content[name]])),
    at: now,
  });
  return lecture;
});

export const deleteLectureAction = handle(deleteLecture, async ({ params, actor, tx, now }) => {
  const row = await lockLecture(tx, params);
  if (row === undefined) throw new Problem('not-found');
  if (row.state !== 'draft') throw new Problem('lecture-not-draft');
  await changeRecording(tx, params, row.video_id, null);
  await deleteLectureRow(tx, params);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'lecture.delete',
    subject: { type: 'lecture', id: params.lectureId },
    before: { number: row.number, title: row.title, heldOn: row.held_on },
    at: now,
  });
});
