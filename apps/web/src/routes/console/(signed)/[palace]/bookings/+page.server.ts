import { getAgenda } from '@wengong/contract';
import { addDays, todayIn } from '#lib/features/console/clock.ts';
import { mayOpen } from '#lib/features/console/sections.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

const DAYS = 7;

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const today = todayIn(palace.timeZone);
  const asked = event.url.searchParams.get('from') ?? '';
  const from = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const to = addDays(from, DAYS - 1);
  const { items } = await event.locals.api.load(getAgenda, {
    params: { palaceId: palace.id },
    query: { from, to },
  });
  return {
    items,
    days: Array.from({ length: DAYS }, (_, index) => addDays(from, index)),
    from,
    today,
    earlier: addDays(from, -DAYS),
    later: addDays(from, DAYS),
    now: Date.now(),
    mayCheckIn: mayOpen('door', roles),
  };
};
