import type { PassScope } from '@wengong/contract';

export interface PassPlanRow {
  palace_id: string;
  id: string;
  version: number;
  name: string;
  name_en: string;
  /** null: as many as one likes within its time. */
  units: number | null;
  valid_days: number;
  price_fen: number;
  scope: PassScope;
  no_show_uses: boolean;
  late_cancel_uses: boolean;
  on_sale: boolean;
  created_by: string | null;
  created_at: Date;
}

export interface PassRow {
  palace_id: string;
  id: string;
  plan_id: string;
  plan_version: number;
  person_id: string;
  units: number | null;
  /** Units used, or kept for bookings ahead. Kept by the database. */
  taken: number;
  price_fen: number;
  valid_from: Date;
  valid_until: Date;
  note: string;
  issued_by: string | null;
  issued_at: Date;
  voided_at: Date | null;
  void_reason: string | null;
  refunded_fen: number | null;
  warned_at: Date | null;
}

export interface PassTables {
  pass_plan: PassPlanRow;
  pass: PassRow;
}
