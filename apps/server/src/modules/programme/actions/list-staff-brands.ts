import { listStaffBrands } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentStaffBrand } from '../brand.present.ts';
import { brandsOf } from '../brand.store.ts';

export const listStaffBrandsAction = handle(listStaffBrands, async ({ params, reader }) => {
  const brands = await brandsOf(reader, params.palaceId);
  return { items: brands.map(presentStaffBrand) };
});
