import { listSessionWaitlist } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { queuePositions } from '../bookings.store.ts';
import { pageOf, readPlace } from '../paging.ts';
import { bookingsOfSession } from '../staff/attendees.store.ts';
import { attendeesOf } from '../staff/attendees.ts';

export const listSessionWaitlistAction = handle(
  listSessionWaitlist,
  async ({ params, query, reader, deps }) => {
    const rows = await bookingsOfSession(reader, {
      ...params,
      statuses: ['waitlisted'],
      after: readPlace(query.cursor),
      limit: query.limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => ({ at: row.queued_at, id: row.id }));
    const positions = await queuePositions(reader, shown);
    const people = await attendeesOf(reader, deps.keys, shown);
    return {
      items: people.map((each) => ({ ...each, queuePosition: positions.get(each.bookingId) ?? 1 })),
      nextCursor,
    };
  },
);
