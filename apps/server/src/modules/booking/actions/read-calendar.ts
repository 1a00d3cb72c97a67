import { readCalendar } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { palacesByIds } from '../../network/index.ts';
import { viewsOf } from '../booking-views.ts';
import { calendarOf } from '../bookings.store.ts';
import { bookingCalendar } from '../calendar/booking-calendar.ts';
import { personOfFeed } from '../calendar/calendar-feed.store.ts';

/** How long an event stays in the feed after its end, ms: 30 days. */
const KEPT_MS = 30 * 24 * 3_600_000;

export const readCalendarAction = handle(readCalendar, async ({ params, reader, origin, now, setHeader }) => {
  const feed = await personOfFeed(reader, params.token);
  if (feed === undefined) throw new Problem('not-found');
  const bookings = await calendarOf(reader, feed.person_id, new Date(now.getTime() - KEPT_MS));
  // The address is a secret: no cache on the way keeps what it leads to, no link leads away from it.
  setHeader('cache-control', 'private, no-store');
  setHeader('referrer-policy', 'no-referrer');
  return bookingCalendar(await viewsOf(reader, bookings), {
    origin,
    palaces: await palacesByIds(
      reader,
      bookings.map((booking) => booking.palace_id),
    ),
    feed: { name: '我的文宫预约', source: `${origin}/api/v1/calendars/${params.token}.ics` },
  });
});
