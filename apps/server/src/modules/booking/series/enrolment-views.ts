import type { Enrolment } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { palacesByIds } from '../../network/index.ts';
import { sessionsOfSeries } from '../../programme/index.ts';
import { canCancel } from '../booking.rules.ts';
import type { Booking } from '../bookings.store.ts';
import { queuePlaces } from './queue.store.ts';
import { bookingsOfEnrolments } from './series.store.ts';
import type { EnrolmentRow } from './series.tables.ts';

/** Enrolments with their dates, as their person sees them; those of one page share their reads by course. */
export async function enrolmentViews(
  reader: Reader | Tx,
  enrolments: readonly EnrolmentRow[],
  now: Date,
): Promise<Enrolment[]> {
  const bookings = Map.groupBy(await bookingsOfEnrolments(reader, enrolments), (each) => each.enrolment_id);
  const places = await queuePlaces(reader, enrolments);
  const palaces = await palacesByIds(
    reader,
    enrolments.map((each) => each.palace_id),
  );
  const shown: Enrolment[] = [];
  for (const enrolment of enrolments) {
    const [session] = await sessionsOfSeries(reader, enrolment.palace_id, enrolment.activity_id);
    const palace = palaces.get(enrolment.palace_id);
    if (session === undefined || palace === undefined) continue;
    const dates = lastOfEachSession(bookings.get(enrolment.id) ?? []).map((booking) =>
      presentDate(booking, now),
    );
    shown.push({
      id: enrolment.id,
      status: enrolment.status,
      palaceId: palace.id,
      palaceSlug: palace.slug,
      palaceName: palace.name,
      palaceNameEn: palace.name_en,
      timeZone: palace.time_zone,
      activityId: enrolment.activity_id,
      title: session.activity.title,
      titleEn: session.activity.titleEn,
      kind: session.activity.kind,
      priceFen: enrolment.price_fen,
      memberPrice: enrolment.member_price,
      queuePosition: places.get(enrolment.id) ?? null,
      enrolledAt: enrolment.enrolled_at?.toISOString() ?? null,
      canCancel:
        enrolment.status === 'waitlisted' ||
        (enrolment.status === 'active' && dates.some((date) => date.canCancel)),
      dates,
    });
  }
  return shown;
}

/** A date given up and booked anew later has two bookings: the later one counts. They come by date, then by age. */
export function lastOfEachSession(bookings: readonly Booking[]): Booking[] {
  return [...new Map(bookings.map((booking) => [booking.session_id, booking])).values()];
}

const presentDate = (booking: Booking, now: Date) => ({
  sessionId: booking.session_id,
  bookingId: booking.id,
  startsAt: booking.starts_at.toISOString(),
  endsAt: booking.ends_at.toISOString(),
  status: booking.status,
  canCancel: canCancel({ startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status }, now),
});
