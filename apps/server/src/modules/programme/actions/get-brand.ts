import { getBrand } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { presentBrandSummary } from '../brand.present.ts';
import { activitiesOfBrand, brandBySlug } from '../brand.store.ts';

export const getBrandAction = handle(getBrand, async ({ params, reader, now }) => {
  const [palace, brand] = await Promise.all([
    findPalace(reader, params.palaceId),
    brandBySlug(reader, params.palaceId, params.slug),
  ]);
  if (palace === undefined || brand === undefined) throw new Problem('not-found');
  const activities = await activitiesOfBrand(reader, palace.id, brand.id, now);
  return {
    ...presentBrandSummary(brand, palace),
    story: brand.story,
    storyEn: brand.story_en,
    activities: activities.map((activity) => ({
      id: activity.id,
      kind: activity.kind,
      title: activity.title,
      titleEn: activity.title_en,
      summary: activity.summary,
      summaryEn: activity.summary_en,
      free: activity.price_fen === 0,
      nextStartsAt: activity.next_starts_at?.toISOString() ?? null,
    })),
  };
});
