import { listSessionBookings } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { pageOf, readPlace } from '../paging.ts';
import { bookingsOfSession } from '../staff/attendees.store.ts';
import { attendeesOf, searchBookings } from '../staff/attendees.ts';

export const listSessionBookingsAction = handle(
  listSessionBookings,
  async ({ params, query, reader, deps }) => {
    const { status, q, limit } = query;
    const ids = q ? await searchBookings(reader, deps.keys, params, q) : undefined;
    if (ids?.length === 0) return { items: [], nextCursor: null };
    const rows = await bookingsOfSession(reader, {
      ...params,
      statuses: status === 'live' ? ['confirmed', 'held', 'checked_in'] : status && [status],
      ids,
      after: readPlace(query.cursor),
      limit: limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, limit, (row) => ({ at: row.queued_at, id: row.id }));
    return {
      items: await attendeesOf(reader, deps.keys, shown),
      nextCursor,
    };
  },
);
