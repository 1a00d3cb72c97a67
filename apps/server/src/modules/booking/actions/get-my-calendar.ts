import { getMyCalendar } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { feedOf } from '../calendar/calendar-feed.store.ts';

export const getMyCalendarAction = handle(getMyCalendar, async ({ actor, reader }) => {
  const feed = await feedOf(reader, actor.personId);
  return { active: feed !== undefined, createdAt: feed?.created_at.toISOString() ?? null };
});
