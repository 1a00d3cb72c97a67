import { updateBrand } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentStaffBrand } from '../brand.present.ts';
import { lockBrand, updateBrandRow } from '../brand.store.ts';
import { brandRow } from '../brand-row.ts';
import { rebuildListings } from '../listings.ts';
import { changedPart } from '../programme.rules.ts';
import { writeBrandParts } from '../write-brand-parts.ts';

export const updateBrandAction = handle(updateBrand, async ({ params, body, actor, tx, now }) => {
  const { palaceId, brandId } = params;
  const before = await lockBrand(tx, palaceId, brandId);
  if (before === undefined) throw new Problem('not-found');
  const row = brandRow(palaceId, brandId, body);
  await updateBrandRow(tx, row);
  const brand = presentStaffBrand(await writeBrandParts(tx, row, body));
  // People find a brand's activities by its name.
  if (before.name !== row.name) await rebuildListings(tx, { palaceId, brandId }, now);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'brand.update',
    subject: { type: 'brand', id: brandId },
    ...changedPart(presentStaffBrand(before), brand),
    at: now,
  });
  return brand;
});
