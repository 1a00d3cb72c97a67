import { listMyBookings, listMyEnrolments, listMyInvitations } from '@wengong/contract';
import { offersFirst } from '#lib/features/booking/offers-first.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const when = url.searchParams.get('when') === 'past' ? ('past' as const) : ('upcoming' as const);
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listMyBookings, { query: { when, ...(cursor ? { cursor } : {}) } });
  const invitations = when === 'past' ? [] : (await locals.api.load(listMyInvitations)).items;
  const courses =
    when === 'past' ? [] : (await locals.api.load(listMyEnrolments, { query: { limit: 10 } })).items;
  return {
    when,
    invitations,
    courses,
    bookings: offersFirst(list.items),
    links: pageLinks(url, list.nextCursor),
  };
};
