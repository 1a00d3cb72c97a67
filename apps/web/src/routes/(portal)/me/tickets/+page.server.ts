import { getMyBooking, listMyBookings } from '@wengong/contract';
import { hasSeat } from '#lib/features/booking/booking-tone.ts';
import type { PageServerLoad } from './$types';

/** Bookings whose tickets the page holds: what somebody may need at a door within days. */
const SHOWN = 10;

export const load: PageServerLoad = async ({ locals, parent }) => {
  await parent();
  const { items } = await locals.api.load(listMyBookings, { query: { limit: 50 } });
  const confirmed = items.filter((booking) => hasSeat(booking.status)).slice(0, SHOWN);
  const bookings = await Promise.all(
    confirmed.map((booking) => locals.api.load(getMyBooking, { params: { bookingId: booking.id } })),
  );
  return { bookings, now: new Date().toISOString() };
};
