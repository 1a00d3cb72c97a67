import type { MailingDraft } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { spokenPeriod } from '../../../kernel/spoken-time.ts';
import { peopleOf } from '../../identity/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import type { Booking } from '../bookings.store.ts';
import { seatsOfBookings } from '../seating/seating.store.ts';
import { fillMailing } from './mailings.rules.ts';

export type MailingTexts = Pick<MailingDraft, 'title' | 'titleEn' | 'body' | 'bodyEn'>;

/** The texts as each booking's person reads them, in the order of the bookings; a fixed number of reads. */
export async function fillFor(
  reader: Reader | Tx,
  keys: Keys,
  texts: MailingTexts,
  bookings: readonly Booking[],
): Promise<MailingTexts[]> {
  const people = await peopleOf(
    reader,
    keys,
    bookings.map((booking) => booking.person_id),
  );
  const sessions = await sessionsByIds(
    reader,
    bookings.map((booking) => ({ palaceId: booking.palace_id, sessionId: booking.session_id })),
  );
  const seats = await seatsOfBookings(
    reader,
    bookings[0]?.palace_id ?? '',
    bookings.map((booking) => booking.id),
  );
  const places = Map.groupBy(seats, (seat) => seat.booking_id);
  return bookings.map((booking) => {
    const session = sessions.get(booking.session_id);
    const period = {
      startsAt: booking.starts_at.toISOString(),
      endsAt: booking.ends_at.toISOString(),
      timeZone: session?.timeZone ?? 'Asia/Shanghai',
    };
    const held = places.get(booking.id) ?? [];
    const zh = {
      name: people.get(booking.person_id)?.displayName ?? '',
      activity: session?.title ?? '',
      time: spokenPeriod('zh', period),
      place: session?.spaceName ?? '',
      seats: held.map((seat) => seat.place).join('、'),
      palace: session?.palaceName ?? '',
    };
    const en = {
      name: zh.name,
      activity: session?.titleEn || zh.activity,
      time: spokenPeriod('en', period),
      place: session?.spaceNameEn || zh.place,
      seats: held.map((seat) => seat.place_en).join('; '),
      palace: session?.palaceNameEn || zh.palace,
    };
    return {
      title: fillMailing(texts.title, zh),
      titleEn: texts.titleEn ? fillMailing(texts.titleEn, en) : fillMailing(texts.title, zh),
      body: fillMailing(texts.body, zh),
      bodyEn: texts.bodyEn ? fillMailing(texts.bodyEn, en) : fillMailing(texts.body, zh),
    };
  });
}
