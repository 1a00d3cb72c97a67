import { z } from 'zod';
import { bookingStatuses } from './booking.ts';
import { attendee } from './booking-console.ts';
import { route, staff } from './route.ts';
import { day, id, instant, locale, page, pageQuery, palaceParams } from './shapes.ts';

/** A palace's bookings as its desk works with them: all of them in one list, exported, moved up a waiting list. */
const tag = 'booking';

/** `live`: confirmed, offered or checked in. */
export const bookingStates = ['live', ...bookingStatuses] as const;

/** Which bookings: everything that is named must fit. */
export const bookingFilter = z.object({
  /** Part of a name, a whole phone number or its last four digits, a ticket's code, or part of an activity's title. */
  q: z.string().trim().max(40).optional(),
  status: z.enum(bookingStates).optional(),
  /** Days of the palace on which the session begins, both included. */
  from: day.optional(),
  to: day.optional(),
  sessionId: id.optional(),
  activityId: id.optional(),
});
export type BookingFilter = z.infer<typeof bookingFilter>;

export const bookingSorts = ['starts', '-starts', 'booked', '-booked'] as const;
export type BookingSort = (typeof bookingSorts)[number];

/** A booking with what it is for. */
export const deskBooking = attendee.extend({
  sessionId: id,
  activityId: id,
  title: z.string(),
  titleEn: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
});
export type DeskBooking = z.infer<typeof deskBooking>;

export const listPalaceBookings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/bookings',
  summary: 'Bookings of a palace, found, filtered and sorted; newest first unless `sort` says otherwise',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  perMinute: 300,
  params: palaceParams,
  query: pageQuery.extend({
    ...bookingFilter.shape,
    limit: z.coerce.number().int().min(1).max(500).default(50),
    sort: z.enum(bookingSorts).default('-booked'),
  }),
  response: page(deskBooking).extend({
    /** How many there are in all; only with the first page. */
    total: z.int().nullable(),
  }),
});

// Exports

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const bookingExport = z.object({
  id,
  filter: bookingFilter,
  format: z.enum(exportFormats),
  /** Names and phone numbers in clear, for this reason; null: both masked. */
  reason: z.string().nullable(),
  /** Bookings it was made for. */
  rows: z.int(),
  requestedBy: id,
  requestedByName: z.string(),
  requestedAt: instant,
  /** Until when whoever asked for it can fetch the file. */
  expiresAt: instant,
  /** Address of the file. */
  path: z.string(),
});
export type BookingExport = z.infer<typeof bookingExport>;

export const createBookingExport = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/booking-exports',
  summary:
    'Ask for bookings as a file; names and numbers are masked unless a director gives a reason, which is audited',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 20,
  params: palaceParams,
  body: z.object({
    filter: bookingFilter,
    format: z.enum(exportFormats),
    locale,
    /** Why names and numbers are needed in clear; left out: masked. */
    reason: z.string().trim().min(4).max(200).optional(),
  }),
  status: 201,
  response: bookingExport,
});

export const listBookingExports = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/booking-exports',
  summary: 'Which files of bookings were asked for, by whom and why; newest first',
  tag,
  access: staff('director'),
  params: palaceParams,
  query: pageQuery,
  response: page(bookingExport),
});

const exportParams = palaceParams.extend({ exportId: id });

/** Both formats are written row by row while they are sent; only who asked can fetch them, until `expiresAt`. */
export const readBookingExportXlsx = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/booking-exports/:exportId/bookings.xlsx',
  summary: 'The file that was asked for, as a workbook',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 20,
  params: exportParams,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const readBookingExportCsv = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/booking-exports/:exportId/bookings.csv',
  summary: 'The file that was asked for, as CSV (UTF-8 with its mark, formulas defused)',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 20,
  params: exportParams,
  produces: 'text/csv; charset=utf-8',
});

// The waiting list

export const moveUpWaiting = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/bookings/:bookingId/move-up',
  summary: 'Put somebody who waits first in the waiting list, for a reason that is audited',
  tag,
  access: staff('coordinator', 'director'),
  params: palaceParams.extend({ bookingId: id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: attendee.extend({ queuePosition: z.int() }),
});
