import { enrol } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { enrolInCourse } from '../enrol-in-course.ts';
import { enrolmentViews } from '../enrolment-views.ts';

export const enrolAction = handle(enrol, async ({ params, body, actor, tx, deps, now }) => {
  const joinWaitlist = body.joinWaitlist ?? false;
  const enrolment = await enrolInCourse(tx, deps, { key: params, person: actor, joinWaitlist }, now);
  const [shown] = await enrolmentViews(tx, [enrolment], now);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});
