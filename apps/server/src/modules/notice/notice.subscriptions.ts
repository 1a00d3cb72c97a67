import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { type EventType, on, type Subscription } from '../../kernel/outbox.ts';
import {
  ballotCalledOff,
  ballotLost,
  ballotVoided,
  ballotWaiting,
  ballotWon,
  bookingCancelled,
  bookingCancelledByHost,
  bookingConfirmed,
  bookingExpired,
  bookingLapsed,
  bookingMissed,
  bookingMoved,
  bookingOfferEnding,
  bookingOffered,
  bookingReminder,
  bookingReminderSoon,
  bookingReseated,
  bookingWaitlisted,
  companionsAwaited,
  creditAppealDecided,
  creditLowered,
  mailingTold,
  seatInvited,
  seatNotTaken,
  seatTaken,
  seriesDateAdded,
  seriesEnrolled,
  spaceAppealDecided,
  spaceBooked,
  spaceBookingCancelled,
  spaceClosureAnnounced,
  spaceCreditLowered,
  teamClosed,
  teamClosing,
  teamJoined,
} from '../booking/index.ts';
import { palacesByIds } from '../network/index.ts';
import { sessionsByIds } from '../programme/index.ts';
import { spaceNames } from '../venue/index.ts';
import { contestSubscriptions } from './contest.subscriptions.ts';
import { lectureSubscriptions } from './lecture.subscriptions.ts';
import type { MessageKind, MessageParams } from './notice.kinds.ts';
import type { NewMessage } from './notice.store.ts';
import { passSubscriptions } from './pass.subscriptions.ts';
import { reviewSubscriptions } from './review.subscriptions.ts';
import { tell } from './tell.ts';
import { videoSubscriptions } from './video.subscriptions.ts';

interface BookingFact {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly bookingId: string;
  readonly personId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number;
}

/** Where the matter continues: the booking, unless the event names another path. */
const linkOf = (fact: BookingFact & { readonly path?: string }) =>
  fact.path ?? `/me/bookings/${fact.bookingId}`;

interface SpaceBookingFact {
  readonly palaceId: string;
  readonly spaceId: string;
  readonly personId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Who cancels themselves knows it: only what others did to a booking is news. */
const byOthers = (fact: { by: 'person' | 'staff' }) => fact.by === 'staff';

export const noticeSubscriptions: readonly Subscription<Deps>[] = [
  aboutBooking(bookingConfirmed, 'booking.confirmed', ({ byStaff, union }) => ({
    byStaff,
    ...(union ? { union: union.name, unionEn: union.nameEn } : {}),
  })),
  aboutBooking(bookingWaitlisted, 'booking.waitlisted', ({ position }) => ({ position })),
  aboutBooking(bookingOffered, 'booking.offered', ({ holdExpiresAt }) => ({ until: holdExpiresAt })),
  aboutBooking(bookingExpired, 'booking.expired'),
  aboutBooking(bookingLapsed, 'booking.lapsed'),
  aboutBooking(bookingCancelled, 'booking.cancelled', ({ reason }) => ({ reason }), byOthers),
  aboutBooking(bookingCancelledByHost, 'booking.cancelled-by-host', ({ reason }) => ({ reason })),
  aboutBooking(bookingMoved, 'booking.moved', ({ previousStartsAt, previousEndsAt, conflict }) => ({
    previousStartsAt,
    previousEndsAt,
    conflict,
  })),
  aboutBooking(bookingReseated, 'booking.reseated', ({ places, placesEn }) => ({
    seatNames: places.join('、'),
    seatNamesEn: placesEn.join('; '),
  })),
  aboutBooking(seriesEnrolled, 'booking.series-enrolled', ({ dates, promoted }) => ({ dates, promoted })),
  aboutBooking(seriesDateAdded, 'booking.series-date-added', ({ conflict }) => ({ conflict })),
  aboutBooking(seatInvited, 'booking.seat-invited', ({ expiresAt, invitation, name }) => ({
    until: expiresAt,
    invitation,
    name,
  })),
  aboutBooking(companionsAwaited, 'booking.companions-awaited', ({ expiresAt }) => ({ until: expiresAt })),
  aboutBooking(seatTaken, 'booking.seat-taken', ({ invitation, name }) => ({ invitation, name })),
  aboutBooking(seatNotTaken, 'booking.seat-not-taken', ({ invitation, name, declined }) => ({
    invitation,
    name,
    declined,
  })),
  aboutBooking(mailingTold, 'booking.mailing', ({ title, titleEn, body, bodyEn }) => ({
    title,
    titleEn,
    text: body,
    textEn: bodyEn,
  })),
  aboutBooking(bookingReminder, 'booking.reminder', ({ ask }) => ({ ask })),
  aboutBooking(bookingReminderSoon, 'booking.reminder-soon'),
  aboutBooking(bookingOfferEnding, 'booking.offer-ending', ({ holdExpiresAt }) => ({ until: holdExpiresAt })),
  // What costs credit is told with what it costs.
  aboutBooking(
    bookingMissed,
    'booking.missed',
    () => ({}),
    ({ costs }) => !costs,
  ),
  aboutBooking(
    creditLowered,
    'credit.lowered',
    ({ kind, points, score, appealUntil }) => ({ cause: kind, points, score, until: appealUntil }),
    () => true,
    ({ palaceId }) => `/me/credit#${palaceId}`,
  ),
  aboutBooking(
    creditAppealDecided,
    'credit.appeal-decided',
    ({ accepted, note, byStaff, score }) => ({ accepted, reason: note, byStaff, score }),
    () => true,
    ({ palaceId }) => `/me/credit#${palaceId}`,
  ),
  aboutBooking(teamJoined, 'team.joined', ({ label, name, left }) => ({ label, name, left })),
  aboutBooking(teamClosing, 'team.closing', ({ label, left, until }) => ({ label, left, until })),
  aboutBooking(teamClosed, 'team.closed', ({ label, left }) => ({ label, left })),
  aboutBooking(ballotWon, 'ballot.won', ({ holdExpiresAt }) => ({ until: holdExpiresAt })),
  aboutBooking(ballotWaiting, 'ballot.waiting', ({ position }) => ({ position })),
  aboutBooking(ballotLost, 'ballot.lost'),
  aboutBooking(ballotVoided, 'ballot.voided'),
  aboutBooking(ballotCalledOff, 'ballot.called-off'),
  aboutSpace(spaceBooked, 'space.booked'),
  aboutSpace(spaceBookingCancelled, 'space.cancelled', ({ reason }) => ({ reason }), byOthers),
  aboutSpace(spaceClosureAnnounced, 'space.closure', ({ reason }) => ({ reason })),
  aboutSpace(
    spaceCreditLowered,
    'credit.lowered',
    ({ points, score, appealUntil }) => ({ cause: 'late_space', points, score, until: appealUntil }),
    () => true,
    ({ palaceId }) => `/me/credit#${palaceId}`,
  ),
  aboutSpace(
    spaceAppealDecided,
    'credit.appeal-decided',
    ({ accepted, note, byStaff, score }) => ({ accepted, reason: note, byStaff, score }),
    () => true,
    ({ palaceId }) => `/me/credit#${palaceId}`,
  ),
  ...passSubscriptions,
  ...reviewSubscriptions,
  ...videoSubscriptions,
  ...contestSubscriptions,
  ...lectureSubscriptions,
];

/** A message to the person of each booking, with the names that the session has now. */
function aboutBooking<Fact extends BookingFact>(
  event: EventType<Fact>,
  kind: MessageKind,
  details: (fact: Fact) => Partial<MessageParams> = () => ({}),
  isNews: (fact: Fact) => boolean = () => true,
  link: (fact: Fact) => string = linkOf,
): Subscription<Deps> {
  return on(event, `notice.${kind}`, async (payloads: readonly Fact[], { tx, deps }) => {
    const facts = payloads.filter(isNews);
    const sessions = await sessionsByIds(tx, facts);
    const messages = facts.flatMap((fact): NewMessage[] => {
      const session = sessions.get(fact.sessionId);
      if (session === undefined) return [];
      const params = {
        subject: session.title,
        subjectEn: session.titleEn,
        palace: session.palaceName,
        palaceEn: session.palaceNameEn,
        timeZone: session.timeZone,
        startsAt: fact.startsAt,
        endsAt: fact.endsAt,
        place: session.spaceName,
        placeEn: session.spaceNameEn,
        seats: fact.seats,
        ...details(fact),
      };
      return [{ person_id: fact.personId, kind, params, link: link(fact) }];
    });
    await tell(tx, messages, deps.clock.now());
  });
}

function aboutSpace<Fact extends SpaceBookingFact>(
  event: EventType<Fact>,
  kind: MessageKind,
  details: (fact: Fact) => Partial<MessageParams> = () => ({}),
  isNews: (fact: Fact) => boolean = () => true,
  link: (fact: Fact) => string = () => '/me/spaces',
): Subscription<Deps> {
  return on(event, `notice.${kind}`, async (payloads: readonly Fact[], { tx, deps }) => {
    const facts = payloads.filter(isNews);
    const named = await namesOf(tx, facts);
    const messages = facts.map(
      (fact): NewMessage => ({
        person_id: fact.personId,
        kind,
        params: { ...named(fact), startsAt: fact.startsAt, endsAt: fact.endsAt, ...details(fact) },
        link: link(fact),
      }),
    );
    await tell(tx, messages, deps.clock.now());
  });
}

async function namesOf(tx: Tx, facts: readonly SpaceBookingFact[]) {
  const spaces = await spaceNames(tx, facts);
  const palaces = await palacesByIds(
    tx,
    facts.map((fact) => fact.palaceId),
  );
  return ({ spaceId, palaceId }: SpaceBookingFact) => {
    const [space, palace] = [spaces.get(spaceId), palaces.get(palaceId)];
    return {
      subject: space?.name ?? '',
      subjectEn: space?.nameEn ?? '',
      palace: palace?.name ?? '',
      palaceEn: palace?.name_en ?? '',
      timeZone: palace?.time_zone ?? 'Asia/Shanghai',
    };
  };
}
