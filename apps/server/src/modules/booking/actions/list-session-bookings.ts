import { listSessionBookings } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { readMark, sortedPage } from '../sorted-pages.store.ts';
import { attendeeOrder, bookingsOfSession } from '../staff/attendees.store.ts';
import { attendeesOf, searchBookings } from '../staff/attendees.ts';

export const listSessionBookingsAction = handle(
  listSessionBookings,
  async ({ params, query, reader, deps }) => {
    const { status, q, limit } = query;
    const order = attendeeOrder(query.sort);
    const ids = q ? await searchBookings(reader, deps.keys, params, q) : undefined;
    if (ids?.length === 0) return { items: [], nextCursor: null };
    const rows = await bookingsOfSession(reader, {
      ...params,
      statuses: status === 'live' ? ['confirmed', 'held', 'checked_in'] : status && [status],
      ids,
      order,
      after: readMark(query.cursor, order),
      limit: limit + 1,
    });
    const { shown, nextCursor } = sortedPage(rows, limit, order);
    return {
      items: await attendeesOf(reader, deps.keys, shown),
      nextCursor,
    };
  },
);
