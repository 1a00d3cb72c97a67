import { listMyBookings } from '@wengong/contract';
import { listMyMessages } from '@wengong/contract/notice';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const [bookings, messages] = await Promise.all([
    locals.api.load(listMyBookings, { query: { limit: 3 } }),
    locals.api.load(listMyMessages, { query: { limit: 1 } }),
  ]);
  return {
    bookings: bookings.items,
    unread: messages.unreadCount,
    restored: url.searchParams.has('restored'),
  };
};
