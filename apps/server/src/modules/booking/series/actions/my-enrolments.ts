import { cancelMyEnrolment, getMyEnrolment, listMyEnrolments } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { cancelEnrolment } from '../cancel-enrolment.ts';
import { enrolmentViews } from '../enrolment-views.ts';
import { enrolmentOfPerson, enrolmentsOfPerson, lockEnrolment } from '../series.store.ts';

export const listMyEnrolmentsAction = handle(listMyEnrolments, async ({ query, actor, reader, now }) => {
  const rows = await enrolmentsOfPerson(
    reader,
    actor.personId,
    decodeCursor(query.cursor, byTime),
    query.limit + 1,
  );
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.queued_at, row.id]);
  return { items: await enrolmentViews(reader, shown, now), nextCursor };
});

export const getMyEnrolmentAction = handle(getMyEnrolment, async ({ params, actor, reader, now }) => {
  const row = await enrolmentOfPerson(reader, actor.personId, params.enrolmentId);
  const [shown] = row === undefined ? [] : await enrolmentViews(reader, [row], now);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});

export const cancelMyEnrolmentAction = handle(cancelMyEnrolment, async ({ params, actor, tx, deps, now }) => {
  const row = await lockEnrolment(tx, actor.personId, params.enrolmentId);
  if (row === undefined) throw new Problem('not-found');
  const [shown] = await enrolmentViews(tx, [await cancelEnrolment(tx, deps, row, now)], now);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});
