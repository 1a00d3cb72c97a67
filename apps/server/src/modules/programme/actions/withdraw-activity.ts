import { withdrawActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { moveActivity } from '../move-activity.ts';
import { isWithdrawable } from '../programme.rules.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

export const withdrawActivityAction = handle(
  withdrawActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const before = await lockForChange(tx, params, body.version, headers);
    if (!isWithdrawable(before.status)) throw new Problem('activity-not-withdrawable');
    const change = { status: 'draft', publish_at: null } as const;
    const after = await moveActivity(tx, actor, before, { verb: 'withdraw', change }, now);
    return staffActivityOf(tx, deps.keys, after);
  },
);
