import type { PalaceDetail, PalaceSummary } from '@wengong/contract';
import type { PalaceRow } from './network.tables.ts';

export function presentPalaceSummary(row: PalaceRow): PalaceSummary {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    nameEn: row.name_en,
    province: row.province,
    city: row.city,
    district: row.district,
    tagline: row.tagline,
    taglineEn: row.tagline_en,
    latitude: row.latitude,
    longitude: row.longitude,
  };
}

export function presentPalace(row: PalaceRow): PalaceDetail {
  return {
    ...presentPalaceSummary(row),
    address: row.address,
    timeZone: row.time_zone,
    phone: row.phone,
    openedYear: row.opened_year,
    story: row.story,
    storyEn: row.story_en,
    unionId: row.union_id,
  };
}
