import type { unionLevels } from '@wengong/contract';

export interface UnionRow {
  id: string;
  parent_id: string | null;
  /** ltree: labels from the nation down, e.g. `cn.js.nt`. */
  path: string;
  level: (typeof unionLevels)[number];
  name: string;
  name_en: string;
  division_code: string | null;
}

export interface PalaceRow {
  id: string;
  slug: string;
  union_id: string;
  name: string;
  name_en: string;
  province: string;
  city: string;
  district: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  time_zone: string;
  phone: string | null;
  opened_year: number | null;
  tagline: string;
  tagline_en: string;
  story: string;
  story_en: string;
  created_at: Date;
}

export interface NetworkTables {
  union_node: UnionRow;
  palace: PalaceRow;
}
