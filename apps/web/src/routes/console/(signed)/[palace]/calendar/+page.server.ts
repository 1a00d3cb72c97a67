import { getAgenda, getRoomCalendar } from '@wengong/contract';
import { mondayOf } from '#lib/features/console/calendar/grid.ts';
import { addDays, todayIn } from '#lib/features/console/clock.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'calendar');
  const asked = event.url.searchParams.get('week') ?? '';
  const today = todayIn(palace.timeZone);
  const week = /^20\d\d-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const from = mondayOf(week);
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [calendar, agenda] = await Promise.all([
    api.load(getRoomCalendar, { params, query: { from } }),
    api.load(getAgenda, { params, query: { from, to: addDays(from, 6) } }),
  ]);
  // What is not for sale to everybody is not therefore booked: only the bookings say how many are.
  const booked = new Map(agenda.items.map((session) => [session.id, session.booked]));
  const items = calendar.items.map((item) => ({ ...item, booked: booked.get(item.id) ?? item.booked }));
  return { calendar: { ...calendar, items }, today, mayMove: roles.includes('editor') };
};
