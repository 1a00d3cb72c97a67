import { submitActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { moveActivity } from '../move-activity.ts';
import { isComing, isEditable } from '../programme.rules.ts';
import { sessionsOfActivity } from '../session.store.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

export const submitActivityAction = handle(
  submitActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const before = await lockForChange(tx, params, body.version, headers);
    if (!isEditable(before.status)) throw new Problem('activity-not-submittable');
    const sessions = await sessionsOfActivity(tx, params.palaceId, before.id, now);
    if (!sessions.some((session) => isComing(session, now))) throw new Problem('activity-needs-session');
    const change = { status: 'submitted', submitted_by: actor.personId, reviewed_by: null } as const;
    const after = await moveActivity(tx, actor, before, { verb: 'submit', change }, now);
    return staffActivityOf(tx, deps.keys, after);
  },
);
