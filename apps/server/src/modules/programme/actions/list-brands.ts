import { listBrands } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { presentBrandSummary } from '../brand.present.ts';
import { brandsOf } from '../brand.store.ts';

export const listBrandsAction = handle(listBrands, async ({ params, reader }) => {
  const [palace, brands] = await Promise.all([
    findPalace(reader, params.palaceId),
    brandsOf(reader, params.palaceId),
  ]);
  if (palace === undefined) throw new Problem('not-found');
  return { items: brands.map((brand) => presentBrandSummary(brand, palace)) };
});
