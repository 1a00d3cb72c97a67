import type { BodyOf, createBrand } from '@wengong/contract';
import type { BrandRow } from './programme.tables.ts';

export const brandRow = (palaceId: string, id: string, body: BodyOf<typeof createBrand>): BrandRow => ({
  palace_id: palaceId,
  id,
  slug: body.slug,
  name: body.name,
  name_en: body.nameEn,
  since_year: body.sinceYear,
  story: body.story,
  story_en: body.storyEn,
  cover_id: body.coverId,
});
