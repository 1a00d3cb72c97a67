import type { BookingStatus, CompanionRule, CreditRules, WorkerCategory } from '@wengong/contract';
import type { Generated } from 'kysely';
import type { LandmarkRow, StampRow } from './landmarks/landmarks.tables.ts';
import type { BookingSeatRow, BookingSeatWishRow } from './seating/seating.tables.ts';
import type { DriftRow } from './upkeep/upkeep.tables.ts';

export interface PolicyRow {
  palace_id: string;
  version: number;
  cancel_until_minutes: number;
  check_in_opens_minutes: number;
  check_in_closes_minutes: number;
  offer_minutes: number;
  max_active_per_person: number;
  credit: CreditRules;
  transfers_per_month: number;
  transfer_until_minutes: number;
  companion_rule: CompanionRule;
  team_seats: number;
  team_return_hours: number;
  created_by: string | null;
  created_at: Date;
}

/** `general`: everybody's seats. `category`: of the session's plan, or within an allotment. The rest are allotments. */
export type PoolKind = 'general' | 'category' | 'union' | 'walk_in' | 'block';

export interface PoolRow {
  palace_id: string;
  id: string;
  session_id: string;
  kind: PoolKind;
  /** The allotment it is carved out of; null: everybody's seats. */
  parent_id: string | null;
  depth: number;
  category: WorkerCategory | null;
  union_id: string | null;
  label: string;
  /** Agreed, with the allotments within; null when it follows the session's plan. */
  seats: number | null;
  /** Tokens that a person must be able to claim, its own and those of the pools above, and until when each counts. */
  demands: string[];
  demands_until: (Date | null)[];
  returns_at: Date | null;
  returned_at: Date | null;
  created_by: string | null;
  capacity: number;
  excess: number;
  held: number;
  confirmed: number;
  starts_at: Date;
  ends_at: Date;
  closed: boolean;
  /** The map the session is sold by; the database takes it from the session when the pool is made. */
  seat_map_id?: string | null | undefined;
}

export interface BookingRow {
  palace_id: string;
  id: string;
  session_id: string;
  person_id: string;
  pool_id: string;
  eligible_pools: string[];
  seats: number;
  status: BookingStatus;
  policy_version: number;
  price_fen: number;
  member_price: boolean;
  starts_at: Date;
  ends_at: Date;
  queued_at: Date;
  hold_expires_at: Date | null;
  confirmed_at: Date | null;
  reminded_at: Date | null;
  ended_at: Date | null;
  cancel_reason: string | null;
  booked_by: string;
  /** The series enrolment whose date it is. */
  enrolment_id: string | null;
  /** The pass that pays for the person's own seat. */
  pass_id: Generated<string | null>;
  /** A unit of it is used or kept; the database keeps this. */
  pass_taken: Generated<boolean>;
  reminded_soon_at: Generated<Date | null>;
  offer_reminded_at: Generated<Date | null>;
  /** Computed by the database, as `deadlineOf` does. */
  deadline_at: Generated<Date>;
}

export interface CompanionRow {
  palace_id: string;
  booking_id: string;
  ordinal: number;
  name: string;
}

/** `during` is a range: written and read through SQL expressions only. */
export interface EngagementRow {
  person_id: string;
  booking_id: string;
  palace_id: string;
  during: string;
  active: Generated<boolean>;
}

export interface QuotaRow {
  palace_id: string;
  person_id: string;
  active: number;
  maximum: number;
}

export interface TicketRow {
  palace_id: string;
  id: string;
  booking_id: string;
  session_id: string;
  ordinal: number;
  code: string;
  issued_at: Date;
  revoked_at: Date | null;
}

export interface CheckInRow {
  palace_id: string;
  id: string;
  ticket_id: string;
  booking_id: string;
  session_id: string;
  person_id: string;
  checkpoint: string;
  admission: number;
  at: Date;
  recorded_by: string;
  method: 'camera' | 'code' | 'self';
  overridden: boolean;
}

export interface CheckInUndoRow {
  palace_id: string;
  check_in_id: string;
  at: Date;
  recorded_by: string;
}

export interface VisitTapRow {
  palace_id: string;
  id: string;
  session_id: string | null;
  at: Date;
  visitors: number;
  /** As whom they came, where that is counted. */
  category?: WorkerCategory | null;
  recorded_by: string;
}

export type SpaceBookingStatus =
  | 'confirmed'
  | 'cancelled_early'
  | 'cancelled_late'
  | 'cancelled_by_host'
  | 'completed';

export interface SpaceBookingRow {
  palace_id: string;
  id: string;
  space_id: string;
  person_id: string;
  /** A range: written and read through SQL expressions only. */
  during: string;
  status: SpaceBookingStatus;
  policy_version: number;
  price_fen: number;
  member_price: boolean;
  created_at: Date;
  ended_at: Date | null;
  cancel_reason: string | null;
}

export interface CalendarFeedRow {
  person_id: string;
  token_hash: Buffer;
  created_at: Date;
}

/** Somebody put into an allotment. */
export interface GroupSeatRow {
  palace_id: string;
  id: string;
  session_id: string;
  pool_id: string;
  union_id: string;
  name_cipher: Buffer | null;
  staff_number: string | null;
  /** Only while invited, as is the cipher. */
  phone_hash: Buffer | null;
  phone_cipher: Buffer | null;
  /** Only when booked, as is the booking. */
  person_id: string | null;
  booking_id: string | null;
  status: 'invited' | 'booked' | 'lapsed' | 'withdrawn';
  enrolled_by: string;
  enrolled_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export interface BookingTables {
  booking_seat: BookingSeatRow;
  booking_seat_wish: BookingSeatWishRow;
  group_seat: GroupSeatRow;
  booking_policy: PolicyRow;
  pool: PoolRow;
  booking: BookingRow;
  companion: CompanionRow;
  person_engagement: EngagementRow;
  person_quota: QuotaRow;
  ticket: TicketRow;
  check_in: CheckInRow;
  check_in_undo: CheckInUndoRow;
  visit_tap: VisitTapRow;
  space_booking: SpaceBookingRow;
  calendar_feed: CalendarFeedRow;
  landmark: LandmarkRow;
  stamp: StampRow;
  booking_drift: DriftRow;
}
