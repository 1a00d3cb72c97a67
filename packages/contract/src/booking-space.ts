import { z } from 'zod';
import { route, signedIn, staff } from './route.ts';
import { day, fen, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Spaces booked by slot. Free slots are venue's `listSlots`. */
const tag = 'booking';

const bookingParams = z.object({ bookingId: id });

export const spaceBookingStatuses = [
  'confirmed',
  'cancelled_early',
  'cancelled_late',
  'cancelled_by_host',
  'completed',
] as const;

export const spaceBooking = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  spaceId: id,
  spaceName: z.string(),
  spaceNameEn: z.string(),
  startsAt: instant,
  endsAt: instant,
  status: z.enum(spaceBookingStatuses),
  priceFen: fen,
  memberPrice: z.boolean(),
  cancelEarlyUntil: instant,
  canCancel: z.boolean(),
  /** Points off the person's credit that cancelling now costs; 0 while it is early or was booked just now. */
  cancelNowPoints: z.int(),
  bookedAt: instant,
});
export type SpaceBooking = z.infer<typeof spaceBooking>;

export const createSpaceBooking = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/spaces/:spaceId/bookings',
  summary: 'Book a space for 1–4 slots in a row within its opening hours',
  tag,
  access: signedIn,
  params: palaceParams.extend({ spaceId: id }),
  body: z.object({ startsAt: instant, slots: z.int().min(1).max(4) }),
  status: 201,
  response: spaceBooking,
});

export const listMySpaceBookings = route({
  method: 'GET',
  path: '/api/v1/me/space-bookings',
  summary: 'Spaces I booked: upcoming (soonest first, cancelled ones left out) or past (latest first)',
  tag,
  access: signedIn,
  query: pageQuery.extend({ when: z.enum(['upcoming', 'past']).default('upcoming') }),
  response: page(spaceBooking),
});

export const getMySpaceBooking = route({
  method: 'GET',
  path: '/api/v1/me/space-bookings/:bookingId',
  summary: 'One of my space bookings',
  tag,
  access: signedIn,
  params: bookingParams,
  response: spaceBooking,
});

export const cancelMySpaceBooking = route({
  method: 'POST',
  path: '/api/v1/me/space-bookings/:bookingId/cancel',
  summary: 'Give a booked space back; possible until it begins',
  tag,
  access: signedIn,
  params: bookingParams,
  response: spaceBooking,
});

export const staffSpaceBooking = spaceBooking.extend({
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
});
export type StaffSpaceBooking = z.infer<typeof staffSpaceBooking>;

export const listSpaceBookings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/space-bookings',
  summary: 'Spaces booked on a day, by time',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: pageQuery.extend({ day, spaceId: id.optional() }),
  response: page(staffSpaceBooking),
});

export const cancelSpaceForPerson = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/space-bookings/:bookingId/cancel',
  summary: 'Cancel a person’s space booking with a reason that they are told',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ bookingId: id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: staffSpaceBooking,
});
