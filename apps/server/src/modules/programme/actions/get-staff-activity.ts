import { getStaffActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { activityById } from '../activity.store.ts';
import { activityTag, staffActivityOf } from '../staff-activity.ts';

export const getStaffActivityAction = handle(
  getStaffActivity,
  async ({ params, reader, deps, setHeader }) => {
    const activity = await activityById(reader, params.palaceId, params.activityId);
    if (activity === undefined) throw new Problem('not-found');
    setHeader('etag', activityTag(activity));
    return staffActivityOf(reader, deps.keys, activity);
  },
);
