import { rssFeed } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { activitiesForFeed } from '../feeds/feed.store.ts';
import { newsFeed } from '../feeds/news-feed.ts';
import { FEED_CACHE, palaceOfFeed } from '../feeds/publish.ts';

const MOST = 50;

export const rssFeedAction = handle(rssFeed, async ({ params, reader, origin, now, setHeader }) => {
  const palace = await palaceOfFeed(reader, params.palaceId);
  const activities = await activitiesForFeed(reader, palace.id, now, MOST);
  setHeader('cache-control', FEED_CACHE);
  return newsFeed(palace, activities, origin).rss2();
});
