import { deleteMyCalendar } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { deleteFeed } from '../calendar/calendar-feed.store.ts';

export const deleteMyCalendarAction = handle(deleteMyCalendar, async ({ actor, tx }) => {
  await deleteFeed(tx, actor.personId);
});
