import { attachActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { lockBrand } from '../brand.store.ts';
import { brandActivity } from '../brand-activity.ts';

export const attachActivityAction = handle(attachActivity, async ({ params, actor, tx, now }) => {
  const { palaceId, brandId } = params;
  if ((await lockBrand(tx, palaceId, brandId)) === undefined) throw new Problem('not-found');
  await brandActivity(tx, actor, params, brandId, now);
});
