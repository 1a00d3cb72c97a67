import { ICalCalendar, ICalEventStatus, escape as icalEscape } from 'ical-generator';
import { periodText } from '../../../kernel/zone.ts';
import type { PalaceRow } from '../../network/index.ts';
import type { BookingView } from '../booking.present.ts';

const REFRESH_SECONDS = 3600;

export interface CalendarContext {
  readonly origin: string;
  readonly palaces: ReadonlyMap<string, PalaceRow>;
  /** Unset for a file with one booking. */
  readonly feed?: { readonly name: string; readonly source: string };
}

/**
 * Bookings as an iCalendar file (RFC 5545, RFC 7986): instants in UTC, a UID that stays. An offered seat is
 * tentative. Names no person and no category.
 */
export function bookingCalendar(views: readonly BookingView[], context: CalendarContext): string {
  const { origin, feed } = context;
  const calendar = new ICalCalendar({
    prodId: { company: 'wengong', product: 'booking', language: 'ZH' },
    ...(feed ? { name: icalEscape(feed.name, false), source: feed.source, ttl: REFRESH_SECONDS } : {}),
  });
  for (const view of views) calendar.createEvent(eventOf(view, origin, context.palaces));
  return `${calendar.toString()}\r\n`;
}

function eventOf({ booking, session }: BookingView, origin: string, palaces: ReadonlyMap<string, PalaceRow>) {
  const palace = palaces.get(booking.palace_id);
  const where = [session.palaceName, session.spaceName].filter(Boolean).join(' ');
  const when = `${periodText(booking.starts_at, booking.ends_at, session.timeZone)} (${session.timeZone})`;
  const link = `${origin}/me/bookings/${booking.id}`;
  const stamp = booking.ended_at ?? booking.confirmed_at ?? booking.queued_at;
  return {
    id: `booking-${booking.id}@wengong`,
    stamp,
    lastModified: stamp,
    start: booking.starts_at,
    end: booking.ends_at,
    summary: session.title,
    description: `${when}\n${link}`,
    location: { title: where, address: palace?.address ?? '' },
    url: link,
    status: statusOf(booking.status),
  };
}

function statusOf(status: BookingView['booking']['status']): ICalEventStatus {
  if (status === 'held' || status === 'waitlisted') return ICalEventStatus.TENTATIVE;
  return ['confirmed', 'checked_in', 'completed'].includes(status)
    ? ICalEventStatus.CONFIRMED
    : ICalEventStatus.CANCELLED;
}
