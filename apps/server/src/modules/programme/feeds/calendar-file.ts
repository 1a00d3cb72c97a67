import { ICalCalendar, ICalEventStatus, escape as icalEscape } from 'ical-generator';
import { periodText } from '../../../kernel/zone.ts';
import type { PalaceRow } from '../../network/index.ts';
import type { CalendarSession } from './feed.store.ts';

const REFRESH_SECONDS = 3600;

export interface CalendarContext {
  readonly palace: PalaceRow;
  readonly origin: string;
  /** Address of the feed itself; unset for a file with one session. */
  readonly source?: string;
  readonly spaces: ReadonlyMap<string, { name: string }>;
}

/**
 * Sessions as an iCalendar file (RFC 5545, RFC 7986). Instants are UTC, which every reader turns into its own wall
 * clock; the palace's wall clock stands in the description. A session keeps its UID for ever, and its SEQUENCE
 * grows with every change, so that subscribed calendars follow.
 */
export function calendarFile(sessions: readonly CalendarSession[], context: CalendarContext): string {
  const { palace, origin, source } = context;
  const calendar = new ICalCalendar({
    // The library writes the name as it is given.
    name: icalEscape(palace.name, false),
    prodId: { company: 'wengong', product: 'programme', language: 'ZH' },
    url: `${origin}/p/${palace.slug}`,
    ...(source === undefined ? {} : { source, ttl: REFRESH_SECONDS }),
  });
  for (const session of sessions) calendar.createEvent(eventOf(session, context));
  return `${calendar.toString()}\r\n`;
}

function eventOf(session: CalendarSession, { palace, origin, spaces }: CalendarContext) {
  const space = session.space_id === null ? undefined : spaces.get(session.space_id);
  const where = space === undefined ? palace.name : `${palace.name} ${space.name}`;
  const link = `${origin}/p/${palace.slug}/activities/${session.activity_id}`;
  const when = `${periodText(session.starts_at, session.ends_at, session.time_zone)} (${session.time_zone})`;
  const cancelled = session.status === 'cancelled';
  const geo =
    palace.latitude === null || palace.longitude === null
      ? {}
      : { geo: { lat: palace.latitude, lon: palace.longitude } };
  return {
    id: `session-${session.id}@wengong`,
    sequence: session.version - 1,
    stamp: session.updated_at,
    lastModified: session.updated_at,
    start: session.starts_at,
    end: session.ends_at,
    summary: session.title,
    description: [when, session.cancel_reason ?? '', session.summary, link].filter(Boolean).join('\n'),
    location: { title: where, address: palace.address, ...geo },
    url: link,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}
