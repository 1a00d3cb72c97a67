import { anyone, route } from './route.ts';
import { id, palaceParams } from './shapes.ts';

/** One address each, for calendar and feed readers. */
const tag = 'programme';

export const calendarFeed = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/feed.ics',
  summary: 'The palace’s coming sessions as a calendar (RFC 5545, RFC 7986)',
  tag,
  access: anyone,
  params: palaceParams,
  produces: 'text/calendar; charset=utf-8',
});

export const rssFeed = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/feed.rss',
  summary: 'The palace’s newest published activities as RSS 2.0',
  tag,
  access: anyone,
  params: palaceParams,
  produces: 'application/rss+xml; charset=utf-8',
});

export const jsonFeed = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/feed.json',
  summary: 'The palace’s newest published activities as JSON Feed 1',
  tag,
  access: anyone,
  params: palaceParams,
  produces: 'application/feed+json; charset=utf-8',
});

export const sessionCalendarFile = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/event.ics',
  summary: 'One session as a calendar file',
  tag,
  access: anyone,
  params: palaceParams.extend({ sessionId: id }),
  produces: 'text/calendar; charset=utf-8',
});
