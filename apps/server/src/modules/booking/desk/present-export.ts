import { type BookingExport, readBookingExportCsv, readBookingExportXlsx } from '@wengong/contract';
import { target } from '@wengong/contract/client';
import type { Keys } from '../../../kernel/crypto.ts';
import type { BookingExportRow } from './desk.tables.ts';

export const presentExport = (row: BookingExportRow, requestedByName: string, keys: Keys): BookingExport => ({
  id: row.id,
  filter: filterOf(row, keys),
  format: row.format,
  reason: row.reason,
  rows: row.bookings,
  requestedBy: row.requested_by,
  requestedByName,
  requestedAt: row.requested_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  path: target(row.format === 'csv' ? readBookingExportCsv : readBookingExportXlsx, {
    params: { palaceId: row.palace_id, exportId: row.id },
  }),
});

/** The filter as it was asked for, with what was typed. */
export const filterOf = (row: BookingExportRow, keys: Keys): BookingExport['filter'] => ({
  ...row.filter,
  ...(row.searched === null ? {} : { q: keys.open(row.searched) }),
});
