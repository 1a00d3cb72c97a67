import { createBrand } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentStaffBrand } from '../brand.present.ts';
import { insertBrand } from '../brand.store.ts';
import { brandRow } from '../brand-row.ts';
import { writeBrandParts } from '../write-brand-parts.ts';

export const createBrandAction = handle(createBrand, async ({ params, body, actor, tx, now }) => {
  const row = brandRow(params.palaceId, newId(), body);
  await insertBrand(tx, row);
  const brand = presentStaffBrand(await writeBrandParts(tx, row, body));
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'brand.create',
    subject: { type: 'brand', id: row.id },
    after: brand,
    at: now,
  });
  return brand;
});
