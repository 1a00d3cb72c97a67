import { listSessionWaitlist } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { queuePositions } from '../bookings.store.ts';
import { readMark, sortedPage } from '../sorted-pages.store.ts';
import { attendeeOrder, bookingsOfSession } from '../staff/attendees.store.ts';
import { attendeesOf } from '../staff/attendees.ts';

export const listSessionWaitlistAction = handle(
  listSessionWaitlist,
  async ({ params, query, reader, deps }) => {
    const order = attendeeOrder('booked');
    const rows = await bookingsOfSession(reader, {
      ...params,
      statuses: ['waitlisted'],
      order,
      after: readMark(query.cursor, order),
      limit: query.limit + 1,
    });
    const { shown, nextCursor } = sortedPage(rows, query.limit, order);
    const positions = await queuePositions(reader, shown);
    const people = await attendeesOf(reader, deps.keys, shown);
    return {
      items: people.map((each) => ({ ...each, queuePosition: positions.get(each.bookingId) ?? 1 })),
      nextCursor,
    };
  },
);
