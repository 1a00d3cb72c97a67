import { fromDate } from '@internationalized/date';
import { Feed } from 'feed';
import type { PalaceRow } from '../../network/index.ts';
import type { FeedActivity } from './feed.store.ts';

/** The palace's newest published activities, ready to be written as RSS or JSON Feed. */
export function newsFeed(palace: PalaceRow, activities: readonly FeedActivity[], origin: string): Feed {
  const home = `${origin}/p/${palace.slug}`;
  const base = `${origin}/api/v1/palaces/${palace.id}`;
  const newest = activities[0]?.published_at;
  const feed = new Feed({
    id: home,
    title: palace.name,
    description: palace.tagline || palace.name,
    link: home,
    language: 'zh-CN',
    generator: 'Wengong',
    ...(newest ? { updated: newest } : { updated: palace.created_at }),
    feedLinks: { rss: `${base}/feed.rss`, json: `${base}/feed.json` },
  });
  for (const activity of activities) feed.addItem(itemOf(activity, palace, home));
  return feed;
}

function itemOf(activity: FeedActivity, palace: PalaceRow, home: string) {
  const next = activity.next_starts_at;
  const when = next === null ? '' : `${wallClock(next, palace.time_zone)}　`;
  const published = activity.published_at ?? activity.updated_at;
  return {
    id: `urn:uuid:${activity.id}`,
    guid: `urn:uuid:${activity.id}`,
    title: activity.title,
    link: `${home}/activities/${activity.id}`,
    description: `${when}${activity.summary}`,
    date: activity.updated_at,
    published,
    category: [{ name: activity.kind }],
  };
}

const wallClock = (at: Date, zone: string): string =>
  fromDate(at, zone).toString().slice(0, 16).replace('T', ' ');
