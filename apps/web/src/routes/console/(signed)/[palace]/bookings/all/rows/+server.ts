import { json } from '@sveltejs/kit';
import { bookingStates, listPalaceBookings } from '@wengong/contract';
import { readBookingQuery } from '#lib/features/console/bookings/query.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** Further rows of the list, for the page that shows its beginning. */
export const GET: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'bookings');
  const { searchParams } = event.url;
  const list = await event.locals.api.load(listPalaceBookings, {
    params: { palaceId: palace.id },
    query: {
      ...readBookingQuery(searchParams, bookingStates),
      limit: Number(searchParams.get('limit') ?? 100),
      cursor: searchParams.get('cursor') ?? undefined,
    },
  });
  return json(list);
};
