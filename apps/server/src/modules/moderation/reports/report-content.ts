import { getReportSubject, type ReviewKind, reportContent } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import type { ReviewSubject } from '../../../kernel/review.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { changeItem } from '../items.store.ts';
import { itemOf } from '../submit.ts';
import { countReport, insertReport } from './reports.store.ts';

/** A reporter's day, which belongs to no palace, is on the capital's clock. */
const CAPITAL = 'Asia/Shanghai';
/** So many reports put an item before all others. */
const FRONT_FROM = 3;

export const getReportSubjectAction = handle(getReportSubject, async ({ params, reader, deps }) => {
  const subject = await shownSubject(reader, deps, params);
  const palace = await findPalace(reader, subject.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  return {
    kind: params.kind,
    subjectId: params.subjectId,
    title: subject.title,
    palaceName: palace.name,
    palaceNameEn: palace.name_en,
  };
});

export const reportContentAction = handle(reportContent, async ({ body, actor, tx, deps, now }) => {
  const { palaceId } = await shownSubject(tx, deps, body);
  const item = await itemOf(tx, deps, { ...body, palaceId });
  if (item.state !== 'approved') throw new Problem('not-found');
  await countReport(tx, actor.personId, localDay(now, CAPITAL));
  await insertReport(tx, {
    palace_id: item.palace_id,
    item_id: item.id,
    reporter_id: actor.personId,
    reason: body.reason,
    text: body.text,
    at: now,
    outcome: null,
  });
  const reports = item.reports + 1;
  await changeItem(tx, item, {
    reports,
    front: item.front || reports >= FRONT_FROM,
    ...(item.task === null
      ? {
          task: 'report' as const,
          task_no: item.task_no + 1,
          eyes: 1 as const,
          outcome: null,
          waiting_since: now,
        }
      : {}),
  });
  return { kind: body.kind, subjectId: body.subjectId, at: now.toISOString() };
});

/** Something that everybody sees. Throws `not-found`. */
async function shownSubject(
  reader: Reader | Tx,
  deps: Deps,
  { kind, subjectId }: { readonly kind: ReviewKind; readonly subjectId: string },
): Promise<ReviewSubject> {
  const subject = await deps.reviewed.find((each) => each.kind === kind)?.find(reader, subjectId);
  if (subject?.state !== 'approved') throw new Problem('not-found');
  return subject;
}
