import type { BookingFilter, ExportFormat, Locale } from '@wengong/contract';

export interface BookingExportRow {
  palace_id: string;
  id: string;
  /** Without `q`. */
  filter: BookingFilter;
  /** `q`, sealed. */
  searched: Buffer | null;
  format: ExportFormat;
  locale: Locale;
  /** Why names and numbers are in clear; null: they are masked. */
  reason: string | null;
  bookings: number;
  requested_by: string;
  requested_at: Date;
  expires_at: Date;
}

export interface DeskTables {
  booking_export: BookingExportRow;
}
