import { getCalendar, listSessions } from '@wengong/contract/programme';
import { isDay, isMonth } from '#lib/features/palace/month.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { dayKey } from '#lib/i18n/format.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url, locals }) => {
  const { detail } = await parent();
  const today = dayKey(Date.now(), { lang: 'en', timeZone: detail.timeZone });
  const asked = url.searchParams.get('day') ?? '';
  const askedMonth = url.searchParams.get('month') ?? '';
  const month = isMonth(askedMonth) ? askedMonth : (isDay(asked) ? asked : today).slice(0, 7);
  const day = isDay(asked) ? asked : month === today.slice(0, 7) ? today : '';
  const cursor = url.searchParams.get('cursor');
  const [calendar, list] = await Promise.all([
    locals.api.load(getCalendar, { params: { palaceId: detail.id }, query: { month } }),
    day
      ? locals.api.load(listSessions, { query: { palaceId: detail.id, day, ...(cursor ? { cursor } : {}) } })
      : { items: [], nextCursor: null },
  ]);
  return {
    month,
    day,
    today,
    days: calendar.days,
    sessions: list.items,
    links: pageLinks(url, list.nextCursor),
  };
};
