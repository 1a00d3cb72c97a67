import { listMyBookings } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { presentSummary } from '../booking.present.ts';
import { viewsOf } from '../booking-views.ts';
import { pastOf, upcomingOf } from '../bookings.store.ts';

export const listMyBookingsAction = handle(listMyBookings, async ({ query, actor, reader, now }) => {
  const after = decodeCursor(query.cursor, byTime);
  const read = query.when === 'upcoming' ? upcomingOf : pastOf;
  const rows = await read(reader, actor.personId, now, after, query.limit + 1);
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.starts_at, row.id]);
  const views = await viewsOf(reader, shown);
  return {
    items: views.map((view) => presentSummary(view, now)),
    nextCursor,
  };
});
