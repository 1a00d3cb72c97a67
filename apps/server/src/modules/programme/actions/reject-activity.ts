import { rejectActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { moveActivity } from '../move-activity.ts';
import { mayReview } from '../programme.policy.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

export const rejectActivityAction = handle(
  rejectActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const before = await lockForChange(tx, params, body.version, headers);
    if (before.status !== 'submitted') throw new Problem('activity-not-submitted');
    if (!mayReview(actor.personId, before)) throw new Problem('review-own-work');
    const { note } = body;
    const change = {
      status: 'rejected',
      reviewed_by: actor.personId,
      review_note: note,
      publish_at: null,
    } as const;
    const after = await moveActivity(tx, actor, before, { verb: 'reject', change, note }, now);
    return staffActivityOf(tx, deps.keys, after);
  },
);
