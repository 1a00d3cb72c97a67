import { getAgenda } from '@wengong/contract';
import { addDays, todayIn } from '#lib/features/console/clock.ts';
import { periodOf } from '#lib/features/console/figures/period.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { dayKey } from '#lib/i18n/format.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, place } = await requireDesk(event, 'bookings');
  const today = todayIn(palace.timeZone);
  const asked = event.url.searchParams.get('day') ?? '';
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const week = periodOf('week', day);
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [ofWeek, ofDay] = await Promise.all([
    api.load(getAgenda, { params, query: { from: week.from, to: week.to } }),
    api.load(getAgenda, { params, query: { from: day, to: day } }),
  ]);
  const running = (date: string) =>
    ofWeek.items.filter(
      // what ends at midnight belongs to the day before
      (session) =>
        dayKey(session.startsAt, place) <= date && dayKey(Date.parse(session.endsAt) - 1, place) >= date,
    ).length;
  const days = [0, 1, 2, 3, 4, 5, 6].map((index) => addDays(week.from, index));
  return {
    sessions: ofDay.items,
    days: days.map((date) => ({ day: date, sessions: running(date) })),
    day,
    today,
    earlier: addDays(day, -7),
    later: addDays(day, 7),
    now: Date.now(),
  };
};
