import type { DeskBooking } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader } from '../../../kernel/db.ts';
import { sessionsByIds } from '../../programme/index.ts';
import type { Booking } from '../bookings.store.ts';
import { attendeesOf } from '../staff/attendees.ts';

/** Bookings with what they are for, in a fixed number of reads. */
export async function deskBookings(
  reader: Reader,
  keys: Keys,
  bookings: readonly Booking[],
): Promise<DeskBooking[]> {
  const attendees = await attendeesOf(reader, keys, bookings);
  const sessions = await sessionsByIds(
    reader,
    bookings.map((booking) => ({ palaceId: booking.palace_id, sessionId: booking.session_id })),
  );
  return attendees.flatMap((attendee, at) => {
    const booking = bookings[at];
    const session = booking && sessions.get(booking.session_id);
    if (booking === undefined || session === undefined) return [];
    return {
      ...attendee,
      sessionId: booking.session_id,
      activityId: session.activityId,
      title: session.title,
      titleEn: session.titleEn,
      spaceName: session.spaceName,
      spaceNameEn: session.spaceNameEn,
      startsAt: booking.starts_at.toISOString(),
      endsAt: booking.ends_at.toISOString(),
    };
  });
}
