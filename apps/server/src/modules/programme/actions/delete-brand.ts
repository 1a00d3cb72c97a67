import { deleteBrand } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentStaffBrand } from '../brand.present.ts';
import { deleteBrandRow, isBrandInUse, lockBrand } from '../brand.store.ts';

export const deleteBrandAction = handle(deleteBrand, async ({ params, actor, tx, now }) => {
  const { palaceId, brandId } = params;
  const brand = await lockBrand(tx, palaceId, brandId);
  if (brand === undefined) throw new Problem('not-found');
  if (await isBrandInUse(tx, palaceId, brandId)) throw new Problem('brand-in-use');
  await deleteBrandRow(tx, palaceId, brandId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'brand.delete',
    subject: { type: 'brand', id: brandId },
    before: presentStaffBrand(brand),
    at: now,
  });
});
