import { listSessions } from '@wengong/contract/programme';
import { readQuery, toListQuery } from '#lib/features/programme/filters.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { dayKey } from '#lib/i18n/format.ts';
import type { PageServerLoad } from './$types';

const DAYS = 14;
/** The network's own clock: the days of the strip are those of Beijing. */
const timeZone = 'Asia/Shanghai';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { city } = readQuery(url.searchParams);
  const days = Array.from({ length: DAYS }, (_, index) =>
    dayKey(Date.now() + index * 86_400_000, { lang: 'en', timeZone }),
  );
  const day = readQuery(url.searchParams).day?.[0] ?? days[0] ?? '';
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listSessions, {
    query: { ...toListQuery({ ...(city ? { city } : {}), day: [day] }), ...(cursor ? { cursor } : {}) },
  });
  return { city: city?.[0] ?? '', day, days, sessions: list.items, links: pageLinks(url, list.nextCursor) };
};
