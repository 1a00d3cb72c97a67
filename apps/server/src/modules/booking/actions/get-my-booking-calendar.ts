import { getMyBookingCalendar } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { palacesByIds } from '../../network/index.ts';
import { viewsOf } from '../booking-views.ts';
import { bookingOfPerson } from '../bookings.store.ts';
import { bookingCalendar } from '../calendar/booking-calendar.ts';

export const getMyBookingCalendarAction = handle(
  getMyBookingCalendar,
  async ({ params, actor, reader, origin, setHeader }) => {
    const booking = await bookingOfPerson(reader, actor.personId, params.bookingId);
    if (booking === undefined) throw new Problem('not-found');
    setHeader('content-disposition', `attachment; filename="booking-${booking.id}.ics"`);
    return bookingCalendar(await viewsOf(reader, [booking]), {
      origin,
      palaces: await palacesByIds(reader, [booking.palace_id]),
    });
  },
);
