import type { EnrolmentStatus } from '@wengong/contract';

export interface EnrolmentRow {
  palace_id: string;
  id: string;
  activity_id: string;
  person_id: string;
  status: EnrolmentStatus;
  policy_version: number;
  price_fen: number;
  member_price: boolean;
  sessions: number;
  queued_at: Date;
  enrolled_at: Date | null;
  ended_at: Date | null;
}

export interface SeriesTables {
  enrolment: EnrolmentRow;
}
