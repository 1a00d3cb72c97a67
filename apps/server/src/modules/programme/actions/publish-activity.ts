import { publishActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { moveActivity } from '../move-activity.ts';
import { mayReview } from '../programme.policy.ts';
import { announcePublished } from '../published-sessions.ts';
import { sessionsOfActivity } from '../session.store.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

export const publishActivityAction = handle(
  publishActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const before = await lockForChange(tx, params, body.version, headers);
    if (before.status !== 'submitted') throw new Problem('activity-not-submitted');
    if (!mayReview(actor.personId, before)) throw new Problem('review-own-work');
    const note = body.note ?? '';
    const change = {
      status: 'published',
      reviewed_by: actor.personId,
      review_note: note,
      published_at: before.published_at ?? now,
    } as const;
    await announcePublished(tx, deps, await sessionsOfActivity(tx, params.palaceId, before.id, now), now);
    const after = await moveActivity(tx, actor, before, { verb: 'publish', change, note }, now);
    return staffActivityOf(tx, deps.keys, after);
  },
);
