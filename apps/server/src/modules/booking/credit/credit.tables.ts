import type { AppealReason, AppealStatus, CreditEntryKind, CreditRelief } from '@wengong/contract';

export interface CreditEntryRow {
  palace_id: string;
  id: string;
  person_id: string;
  /** What it is about: a booking of a session, or one of a space. */
  booking_id: string | null;
  space_booking_id: string | null;
  kind: CreditEntryKind | 'relief';
  points: number;
  half_life_days: number;
  occurred_at: Date;
  appeal_until: Date;
  /** The entry that a relief balances. */
  relieves: string | null;
  relief_reason: CreditRelief | null;
  created_at: Date;
}

export interface CreditStandingRow {
  palace_id: string;
  person_id: string;
  grade: 'fair' | 'low';
  max_active: number;
  companions: boolean;
  confirm: boolean;
  /** Void from then on. */
  until: Date;
}

export interface CreditAppealRow {
  palace_id: string;
  id: string;
  entry_id: string;
  booking_id: string | null;
  space_booking_id: string | null;
  person_id: string;
  reason: AppealReason;
  text: string;
  status: AppealStatus;
  created_at: Date;
  answer_by: Date;
  decided_at: Date | null;
  decided_by: string | null;
  note: string;
}

export interface AttendanceAskRow {
  palace_id: string;
  booking_id: string;
  asked_at: Date;
  confirmed_at: Date | null;
}

export interface CreditTables {
  credit_entry: CreditEntryRow;
  credit_standing: CreditStandingRow;
  credit_appeal: CreditAppealRow;
  attendance_ask: AttendanceAskRow;
}
