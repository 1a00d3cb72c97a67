import type { Generated } from 'kysely';

export interface BookingSeatRow {
  palace_id: string;
  booking_id: string;
  ordinal: number;
  session_id: string;
  map_id: string;
  seat: number;
  place: string;
  place_en: string;
  active: Generated<boolean>;
}

export interface BookingSeatWishRow {
  palace_id: string;
  booking_id: string;
  section: number | null;
  wheelchair: boolean;
}
