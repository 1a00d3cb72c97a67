import { calendarFeed } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { spaceNames } from '../../venue/index.ts';
import { calendarFile } from '../feeds/calendar-file.ts';
import { sessionsForCalendar } from '../feeds/feed.store.ts';
import { FEED_CACHE, palaceOfFeed } from '../feeds/publish.ts';

const MOST = 1000;

export const calendarFeedAction = handle(calendarFeed, async ({ params, reader, origin, now, setHeader }) => {
  const palace = await palaceOfFeed(reader, params.palaceId);
  const sessions = await sessionsForCalendar(reader, palace.id, { endingAfter: now, limit: MOST });
  const spaces = await spaceNames(
    reader,
    sessions.flatMap(({ space_id }) => (space_id ? [{ palaceId: palace.id, spaceId: space_id }] : [])),
  );
  setHeader('cache-control', FEED_CACHE);
  const source = `${origin}/api/v1/palaces/${palace.id}/feed.ics`;
  return calendarFile(sessions, { palace, origin, source, spaces });
});
