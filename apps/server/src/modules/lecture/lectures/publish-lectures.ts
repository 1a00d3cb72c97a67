import { publishDrafts, setLectureState } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { lecturePublished } from '../lecture.events.ts';
import { isNews } from '../lecture.rules.ts';
import { lockSeries, seriesSeen } from '../series/series.store.ts';
import { changeState, publishAllDrafts } from './lecture-writes.store.ts';
import { showLectureToStaff } from './lectures.present.ts';
import { type Lecture, lectureById, lockLecture } from './lectures.store.ts';

export const setLectureStateAction = handle(
  setLectureState,
  async ({ params, body, actor, tx, deps, now }) => {
    const row = await lockLecture(tx, params);
    if (row === undefined) throw new Problem('not-found');
    if (body.state === 'withdrawn' && row.state === 'draft') throw new Problem('lecture-not-published');
    const tells = body.state === 'published' && (await tell(tx, deps, row, now));
    await changeState(tx, params, {
      state: body.state,
      ...(body.state === 'published' ? { published_at: row.published_at ?? now } : {}),
      ...(tells ? { told_at: now } : {}),
    });
    const after = await lectureById(tx, params);
    if (after === undefined) throw new Problem('not-found');
    const lecture = await showLectureToStaff(tx, after);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: body.state === 'published' ? 'lecture.publish' : 'lecture.withdraw',
      subject: { type: 'lecture', id: params.lectureId },
      before: { state: row.state },
      after: { state: body.state },
      at: now,
    });
    return lecture;
  },
);

/** Tells those who asked of a lecture that is new, once in its life. Returns whether it did. */
async function tell(tx: Tx, deps: Deps, row: Lecture, now: Date): Promise<boolean> {
  if (row.told_at !== null) return false;
  const palace = await findPalace(tx, row.palace_id);
  const series = await seriesSeen(tx, { palaceId: row.palace_id, seriesId: row.series_id });
  if (palace === undefined || series?.state !== 'published') return false;
  if (!isNews(row.held_on, localDay(now, palace.time_zone))) return false;
  await deps.bus.emit(tx, lecturePublished, {
    palaceId: row.palace_id,
    seriesId: row.series_id,
    lectureId: row.id,
    number: row.number,
    title: row.title,
    titleEn: row.title_en,
    seriesSlug: series.slug,
    seriesTitle: series.title,
    seriesTitleEn: series.title_en,
  });
  return true;
}

export const publishDraftsAction = handle(publishDrafts, async ({ params, actor, tx, now }) => {
  if ((await lockSeries(tx, params)) === undefined) throw new Problem('not-found');
  const published = await publishAllDrafts(tx, params, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'lecture-series.publish-drafts',
    subject: { type: 'lecture-series', id: params.seriesId },
    after: { published },
    at: now,
  });
  return { published };
});
