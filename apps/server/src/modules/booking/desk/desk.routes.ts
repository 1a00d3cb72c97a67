import type { RouteBinding } from '../../../kernel/module.ts';
import { createBookingExportAction } from './actions/create-booking-export.ts';
import { listBookingExportsAction } from './actions/list-booking-exports.ts';
import { listPalaceBookingsAction } from './actions/list-palace-bookings.ts';
import { moveUpWaitingAction } from './actions/move-up-waiting.ts';
import { readBookingExportCsvAction, readBookingExportXlsxAction } from './actions/read-booking-export.ts';

export const deskRoutes: readonly RouteBinding[] = [
  createBookingExportAction,
  listBookingExportsAction,
  listPalaceBookingsAction,
  moveUpWaitingAction,
  readBookingExportCsvAction,
  readBookingExportXlsxAction,
];
