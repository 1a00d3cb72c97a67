import { listBrandActivities } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { staffActivitiesOfBrand } from '../brand-activities.store.ts';

export const listBrandActivitiesAction = handle(listBrandActivities, async ({ params, reader, now }) => {
  const rows = await staffActivitiesOfBrand(reader, params.palaceId, params.brandId, now);
  return {
    items: rows.map(({ id, kind, title, title_en, status, next_starts_at }) => ({
      id,
      kind,
      title,
      titleEn: title_en,
      status,
      nextStartsAt: next_starts_at?.toISOString() ?? null,
    })),
  };
});
