import { listMySpaceBookings } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { pageOf, readPlace } from '../paging.ts';
import { spaceViewsOf } from '../spaces/space-booking-views.ts';
import { pastSpacesOf, upcomingSpacesOf } from '../spaces/space-bookings.store.ts';

export const listMySpaceBookingsAction = handle(
  listMySpaceBookings,
  async ({ query, actor, reader, now }) => {
    const after = readPlace(query.cursor);
    const read = query.when === 'upcoming' ? upcomingSpacesOf : pastSpacesOf;
    const rows = await read(reader, actor.personId, now, after, query.limit + 1);
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => ({ at: row.starts_at, id: row.id }));
    return {
      items: await spaceViewsOf(reader, shown, now),
      nextCursor,
    };
  },
);
