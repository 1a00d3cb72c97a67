import { getActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { activityById } from '../activity.store.ts';
import { activityDetailOf } from '../activity-detail.ts';

export const getActivityAction = handle(getActivity, async ({ params, reader, now }) => {
  const activity = await activityById(reader, params.palaceId, params.activityId);
  if (activity === undefined || activity.status !== 'published') throw new Problem('not-found');
  const detail = await activityDetailOf(reader, activity, now);
  if (detail === null) throw new Problem('not-found');
  return detail;
});
