import type { BrandSummary, StaffBrand } from '@wengong/contract';
import type { PalaceRow } from '../network/index.ts';
import { presentBrandRef } from './activity-detail.ts';
import type { BrandWithFigures } from './brand.store.ts';
import { presentPalaceRef } from './session-item.ts';

export const presentBrandSummary = (brand: BrandWithFigures, palace: PalaceRow): BrandSummary => ({
  ...presentBrandRef(brand),
  palace: presentPalaceRef(palace),
  sinceYear: brand.since_year,
  cover: brand.cover,
  figures: brand.figures,
});

export const presentStaffBrand = (brand: BrandWithFigures): StaffBrand => ({
  ...presentBrandRef(brand),
  sinceYear: brand.since_year,
  cover: brand.cover,
  figures: brand.figures,
  milestones: brand.milestones,
  partnerIds: brand.partner_ids,
  story: brand.story,
  storyEn: brand.story_en,
});
