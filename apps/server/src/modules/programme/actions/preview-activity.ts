import { previewActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { activityById } from '../activity.store.ts';
import { activityDetailOf } from '../activity-detail.ts';

export const previewActivityAction = handle(previewActivity, async ({ params, reader, now }) => {
  const activity = await activityById(reader, params.palaceId, params.activityId);
  const detail = activity === undefined ? null : await activityDetailOf(reader, activity, now);
  if (detail === null) throw new Problem('not-found');
  return detail;
});
