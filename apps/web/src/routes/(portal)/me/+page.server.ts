import { listMyBookings } from '@wengong/contract';
import { listMyMessages } from '@wengong/contract/notice';
import { offersFirst } from '#lib/features/booking/offers-first.ts';
import type { PageServerLoad } from './$types';

/** Bookings shown under the menu; the rest is a page of its own. */
const SHOWN = 3;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const [bookings, messages] = await Promise.all([
    locals.api.load(listMyBookings, { query: { limit: 20 } }),
    locals.api.load(listMyMessages, { query: { limit: 1 } }),
  ]);
  return {
    bookings: offersFirst(bookings.items).slice(0, SHOWN),
    unread: messages.unreadCount,
    restored: url.searchParams.has('restored'),
  };
};
