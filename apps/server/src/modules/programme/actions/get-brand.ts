import { getBrand } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace, partnersOf } from '../../network/index.ts';
import { presentBrandSummary } from '../brand.present.ts';
import { activitiesOfBrand, brandBySlug } from '../brand.store.ts';

export const getBrandAction = handle(getBrand, async ({ params, reader, now }) => {
  const [palace, brand] = await Promise.all([
    findPalace(reader, params.palaceId),
    brandBySlug(reader, params.palaceId, params.slug),
  ]);
  if (palace === undefined || brand === undefined) throw new Problem('not-found');
  const [activities, partners] = await Promise.all([
    activitiesOfBrand(reader, palace.id, brand.id, now),
    partnersOf(reader, palace.id, brand.partner_ids),
  ]);
  return {
    ...presentBrandSummary(brand, palace),
    story: brand.story,
    storyEn: brand.story_en,
    milestones: brand.milestones,
    partners: partners.map(({ id, name, kind }) => ({ id, name, kind })),
    activities: activities.map((activity) => ({
      id: activity.id,
      kind: activity.kind,
      title: activity.title,
      titleEn: activity.title_en,
      summary: activity.summary,
      summaryEn: activity.summary_en,
      free: activity.price_fen === 0,
      cover: activity.cover,
      nextStartsAt: activity.next_starts_at?.toISOString() ?? null,
    })),
  };
});
