import type { ResourceKind, SeatPlan, SpaceKind } from '@wengong/contract';

export interface ResourceRow {
  palace_id: string;
  id: string;
  kind: ResourceKind;
  name: string;
}

export interface SpaceRow {
  palace_id: string;
  id: string;
  kind: SpaceKind;
  name: string;
  name_en: string;
  capacity: number;
  description: string;
  description_en: string;
  bookable: boolean;
  slot_minutes: number;
  price_fen: number;
  member_price_fen: number;
  position: number;
}

export interface SpaceUnitRow {
  palace_id: string;
  space_id: string;
  resource_id: string;
}

export interface OpeningHoursRow {
  palace_id: string;
  id: string;
  space_id: string | null;
  weekday: number;
  /** HH:MM:SS on the palace's wall clock; 24:00:00 ends a day. */
  opens: string;
  closes: string;
}

/** `days` and `open_minutes` are ranges: written and read through SQL expressions only. */
export interface SpecialHoursRow {
  palace_id: string;
  id: string;
  space_id: string | null;
  days: string;
  name: string;
  name_en: string;
  open_minutes: string;
}

export type HolderKind = 'session' | 'space_booking' | 'maintenance';

/** `during` is a range: written and read through SQL expressions only. */
export interface AllocationRow {
  palace_id: string;
  id: string;
  resource_id: string;
  during: string;
  holder_kind: HolderKind;
  holder_id: string;
  active: boolean;
}

export interface ClosureRow {
  palace_id: string;
  id: string;
  space_id: string | null;
  during: string;
  reason: string;
}

export interface SeatMapRow {
  palace_id: string;
  id: string;
  space_id: string;
  version: number;
  plan: SeatPlan;
  seats: number;
  wheelchair_places: number;
  created_by: string | null;
  created_at: Date;
}

export interface VenueTables {
  seat_map: SeatMapRow;
  resource: ResourceRow;
  space: SpaceRow;
  space_unit: SpaceUnitRow;
  opening_hours: OpeningHoursRow;
  special_hours: SpecialHoursRow;
  closure: ClosureRow;
  allocation: AllocationRow;
}
