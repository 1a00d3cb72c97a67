import { createMyCalendar } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { newFeedToken, putFeed } from '../calendar/calendar-feed.store.ts';

/** The answer holds a secret that is kept only as a hash, so it is not remembered for an Idempotency-Key. */
export const createMyCalendarAction = handle(createMyCalendar, async ({ actor, deps, origin, now }) => {
  const token = newFeedToken();
  await deps.db.transact((tx) => putFeed(tx, actor.personId, token, now));
  return { url: `${origin}/api/v1/calendars/${token}.ics`, createdAt: now.toISOString() };
});
