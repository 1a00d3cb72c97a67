import { DAY, type DemoCalendar, later, ZONE } from './calendar.ts';
import type { Entered } from './credit.ts';
import type { Session } from './programme.ts';
import type { Rows } from './rows.ts';
import type { Seated } from './seating.ts';
import type { Seed } from './seed.ts';

/** Older messages tell nobody anything any more. */
const RECENT = 6 * DAY;

interface News {
  readonly kind: string;
  readonly at: Date | null;
  readonly more?: object;
}

/** Puts into a person's inbox what they were told of a booking in the last days. */
export function addMessages(
  { calendar, rows }: { calendar: DemoCalendar; rows: Rows },
  seed: Seed,
  session: Session,
  one: Seated,
  booking: {
    readonly id: string;
    readonly remindedAt: Date | null;
    readonly position: number;
    readonly entered: Entered | null;
  },
): void {
  const since = later(calendar.now, -RECENT);
  for (const { kind, at, more } of newsOf(session, one, booking)) {
    if (at === null || at < since || at > calendar.now) continue;
    const read = seed.chance(calendar.now.getTime() - at.getTime() > 2 * DAY ? 0.85 : 0.4);
    const readAt = later(at, seed.between(0.01, 0.9) * DAY);
    rows.add('message', {
      person_id: one.request.worker.id,
      id: seed.id(at),
      kind,
      params: { ...subjectOf(session), seats: one.seats, ...more },
      link: kind === 'credit.lowered' ? `/me/credit#${session.palace.id}` : `/me/bookings/${booking.id}`,
      created_at: at,
      read_at: read && readAt < calendar.now ? readAt : null,
    });
  }
}

function newsOf(
  session: Session,
  one: Seated,
  {
    remindedAt,
    position,
    entered,
  }: { readonly remindedAt: Date | null; readonly position: number; readonly entered: Entered | null },
): News[] {
  const news: News[] = [
    { kind: 'booking.confirmed', at: one.confirmedAt, more: { byStaff: false } },
    { kind: 'booking.reminder', at: remindedAt },
  ];
  const { queuedAt } = one.request;
  switch (one.status) {
    case 'waitlisted':
      return [{ kind: 'booking.waitlisted', at: queuedAt, more: { position } }];
    case 'held': {
      const until = one.holdExpiresAt?.toISOString();
      return [
        { kind: 'booking.waitlisted', at: queuedAt, more: { position: 1 } },
        { kind: 'booking.offered', at: one.offeredAt, more: { until } },
      ];
    }
    case 'expired':
    case 'lapsed':
      return [{ kind: `booking.${one.status}`, at: one.endedAt }];
    case 'no_show':
    case 'cancelled_late': {
      const cause = one.status === 'no_show' ? 'no_show' : 'late_cancel';
      const more = {
        cause,
        points: entered?.points,
        score: entered?.score,
        until: entered?.until.toISOString(),
      };
      return [...news, { kind: 'credit.lowered', at: entered?.at ?? null, more }];
    }
    case 'cancelled_by_host': {
      const reason = session.calledOff?.reason ?? null;
      return [...news, { kind: 'booking.cancelled-by-host', at: one.endedAt, more: { reason } }];
    }
    default:
      return news;
  }
}

function subjectOf({ activity, palace, startsAt, endsAt }: Session) {
  const place = activity.space === undefined ? undefined : palace.spaces.get(activity.space)?.content.name;
  return {
    subject: activity.title[0],
    subjectEn: activity.title[1],
    palace: palace.content.name[0],
    palaceEn: palace.content.name[1],
    timeZone: ZONE,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    place: place?.[0] ?? null,
    placeEn: place?.[1] ?? null,
  };
}
