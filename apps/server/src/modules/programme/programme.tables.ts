import type {
  ActivityKind,
  ActivityStatus,
  Audience,
  ReleaseMode,
  RepeatRule,
  SessionStatus,
  SessionTemplate,
  TimeBand,
  WorkerCategory,
} from '@wengong/contract';

export interface BrandRow {
  palace_id: string;
  id: string;
  slug: string;
  name: string;
  name_en: string;
  since_year: number | null;
  story: string;
  story_en: string;
  cover_id: string | null;
}

export interface BrandMilestoneRow {
  palace_id: string;
  brand_id: string;
  position: number;
  year: number;
  text: string;
  text_en: string;
}

export interface BrandPartnerRow {
  palace_id: string;
  brand_id: string;
  partner_id: string;
}

/** A picture; its files are in the storage under its hash. */
export interface ImageRow {
  palace_id: string;
  id: string;
  hash: string;
  width: number;
  height: number;
  widths: number[];
  alt: string;
  created_at: Date;
}

export interface BrandFigureRow {
  palace_id: string;
  brand_id: string;
  position: number;
  label: string;
  label_en: string;
  value: number;
}

export interface ActivityRow {
  palace_id: string;
  id: string;
  brand_id: string | null;
  kind: ActivityKind;
  title: string;
  title_en: string;
  summary: string;
  summary_en: string;
  story: string;
  story_en: string;
  open_to: Audience;
  categories: WorkerCategory[];
  price_fen: number;
  member_price_fen: number;
  public_benefit: boolean;
  max_companions: number;
  companion_names: boolean;
  series: boolean;
  organiser: string;
  status: ActivityStatus;
  review_note: string;
  created_by: string;
  submitted_by: string | null;
  reviewed_by: string | null;
  cover_id: string | null;
  /** Approved, and published by a job when this has come. */
  publish_at: Date | null;
  published_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

export interface ActivityPartnerRow {
  palace_id: string;
  activity_id: string;
  partner_id: string;
}

export interface SessionRow {
  palace_id: string;
  id: string;
  activity_id: string;
  space_id: string | null;
  teacher_id: string | null;
  starts_at: Date;
  ends_at: Date;
  time_zone: string;
  capacity: number;
  booking_opens_at: Date;
  booking_closes_at: Date;
  release: ReleaseMode;
  status: SessionStatus;
  cancel_reason: string | null;
  created_at: Date;
  version: number;
  /** The seat map it is sold by; null: its seats have no numbers. */
  seat_map_id: string | null;
  /** The rule it repeats by, and the day of the rule that it stands for. */
  rule_id: string | null;
  rule_day: string | null;
}

/** How sessions of an activity repeat. */
export interface SessionRuleRow {
  palace_id: string;
  id: string;
  activity_id: string;
  repeat: RepeatRule;
  template: SessionTemplate;
  created_at: Date;
  version: number;
}

export interface SessionQuotaRow {
  palace_id: string;
  session_id: string;
  category: WorkerCategory;
  seats: number;
}

export interface SessionListingRow {
  palace_id: string;
  session_id: string;
  activity_id: string;
  kind: ActivityKind;
  city: string;
  district: string;
  starts_at: Date;
  ends_at: Date;
  /** Calendar days of the palace on which the session begins and ends. */
  first_day: string;
  last_day: string;
  time_bands: TimeBand[];
  free: boolean;
  open_to: Audience;
  categories: WorkerCategory[];
  seats_left: number;
  capacity: number;
  /** Search tokens: written through an SQL expression. */
  document: string;
}

export interface AnnouncementRow {
  palace_id: string;
  id: string;
  title: string;
  title_en: string;
  link: string | null;
  starts_at: Date;
  ends_at: Date;
}

export interface ProgrammeTables {
  brand: BrandRow;
  brand_figure: BrandFigureRow;
  brand_milestone: BrandMilestoneRow;
  brand_partner: BrandPartnerRow;
  image: ImageRow;
  activity: ActivityRow;
  activity_partner: ActivityPartnerRow;
  session: SessionRow;
  session_rule: SessionRuleRow;
  session_quota: SessionQuotaRow;
  session_listing: SessionListingRow;
  search_term: { readonly term: string; readonly said: string };
  announcement: AnnouncementRow;
}
