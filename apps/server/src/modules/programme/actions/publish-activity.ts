import { publishActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { enqueue } from '../../../kernel/jobs.ts';
import { handle } from '../../../kernel/module.ts';
import { mayReview } from '../programme.policy.ts';
import { approve, publishDue, scheduleFor } from '../publish-approved.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

/** Furthest that a publication is planned ahead, ms. */
const FURTHEST = 400 * 24 * 3_600_000;

export const publishActivityAction = handle(
  publishActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const before = await lockForChange(tx, params, body.version, headers);
    if (before.status !== 'submitted') throw new Problem('activity-not-submitted');
    if (!mayReview(actor.personId, before)) throw new Problem('review-own-work');
    const note = body.note ?? '';
    if (body.publishAt === undefined) {
      const after = await approve(tx, deps, actor, before, note, now);
      return staffActivityOf(tx, deps.keys, after);
    }
    const at = new Date(body.publishAt);
    if (at <= now || at.getTime() > now.getTime() + FURTHEST) throw new Problem('publish-time-wrong');
    const after = await scheduleFor(tx, actor, before, { note, at }, now);
    await enqueue(tx, publishDue, {}, { runAt: at });
    return staffActivityOf(tx, deps.keys, after);
  },
);
