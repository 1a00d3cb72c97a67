import { getRoomCalendar } from '@wengong/contract';
import { mondayOf } from '#lib/features/console/calendar/grid.ts';
import { todayIn } from '#lib/features/console/clock.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'calendar');
  const asked = event.url.searchParams.get('week') ?? '';
  const today = todayIn(palace.timeZone);
  const week = /^20\d\d-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const calendar = await event.locals.api.load(getRoomCalendar, {
    params: { palaceId: palace.id },
    query: { from: mondayOf(week) },
  });
  return { calendar, today, mayMove: roles.includes('editor') };
};
