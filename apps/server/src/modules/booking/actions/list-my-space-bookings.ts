import { listMySpaceBookings } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { spaceViewsOf } from '../spaces/space-booking-views.ts';
import { pastSpacesOf, upcomingSpacesOf } from '../spaces/space-bookings.store.ts';

export const listMySpaceBookingsAction = handle(
  listMySpaceBookings,
  async ({ query, actor, reader, now }) => {
    const after = decodeCursor(query.cursor, byTime);
    const read = query.when === 'upcoming' ? upcomingSpacesOf : pastSpacesOf;
    const rows = await read(reader, actor.personId, now, after, query.limit + 1);
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.starts_at, row.id]);
    return {
      items: await spaceViewsOf(reader, shown, now),
      nextCursor,
    };
  },
);
