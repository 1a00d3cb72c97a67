import { detachActivity } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { brandActivity } from '../brand-activity.ts';

export const detachActivityAction = handle(detachActivity, async ({ params, actor, tx, now }) => {
  await brandActivity(tx, actor, params, null, now);
});
