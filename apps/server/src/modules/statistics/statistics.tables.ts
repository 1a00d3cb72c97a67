import type { Generated } from 'kysely';

interface MarkRow {
  palace_id: string;
  id: Generated<number>;
  day: string;
}

interface ProgressRow {
  id: Generated<boolean>;
  started_until: Date;
  rolled_at: Date | null;
}

interface CellRow {
  palace_id: string;
  day: string;
  hour: number;
  /** Nil outside any session. */
  session_id: string;
  visits: number;
  member_visits: number;
  walk_ins: number;
  stamps: number;
}

export interface SumsRow {
  visits: number;
  walk_ins: number;
  stamps: number;
  member_visits: number;
  public_benefit_visits: number;
  sessions: number;
  seats_offered: number;
  seats_booked: number;
  seats_missed: number;
}

interface DayRow extends SumsRow {
  palace_id: string;
  day: string;
  people: number;
}

interface MonthRow extends SumsRow {
  palace_id: string;
  month: string;
}

interface BrandRow {
  palace_id: string;
  day: string;
  brand_id: string;
  visits: number;
  sessions: number;
}

interface SketchRow {
  period: 'day' | 'month';
  starts_on: string;
  sketch: Buffer;
}

interface GroupMonthRow {
  palace_id: string;
  month: string;
  due: boolean;
  counted_at: Date | null;
}

export interface StatisticsTables {
  figure_mark: MarkRow;
  figure_progress: ProgressRow;
  figure_cell: CellRow;
  figure_day: DayRow;
  figure_month: MonthRow;
  figure_brand: BrandRow;
  figure_sketch: SketchRow & { palace_id: string };
  figure_union_sketch: SketchRow & { union_id: string };
  figure_group_month: GroupMonthRow;
}
