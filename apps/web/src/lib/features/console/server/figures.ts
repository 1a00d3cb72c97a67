import type { RequestEvent } from '@sveltejs/kit';
import { getPalaceEquity, getPalaceFigures, getUnionEquity, getUnionFigures } from '@wengong/contract';
import { todayIn } from '#lib/features/console/clock.ts';
import { monthsAsked, periodAsked, periodOf, sameStretch } from '#lib/features/console/figures/period.ts';
import { requireDesk, requireStaff } from './guard.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;

/** Figures of a palace for the period in the address. */
export async function palaceFiguresAsked(event: Visit & { params: { palace: string } }) {
  const { palace, place, roles } = await requireDesk(event, 'figures');
  const today = todayIn(palace.timeZone);
  const period = periodAsked(event.url.searchParams, today);
  const params = { palaceId: palace.id };
  const before = sameStretch(period, today);
  const { api } = event.locals;
  const [figures, previous] = await Promise.all([
    api.load(getPalaceFigures, { params, query: { from: period.from, to: period.to } }),
    api.load(getPalaceFigures, { params, query: { from: before.from, to: before.to } }),
  ]);
  return { palace, place, today, period, figures, before: previous.total, worksHere: roles.length > 0 };
}

/** Days of unions are those of their palaces; the choice of today follows the capital's clock. */
const UNION_ZONE = 'Asia/Shanghai';

/** Figures of everything under a union for the period in the address. */
export async function unionFiguresAsked(event: Visit & { params: { union: string } }) {
  await requireStaff(event);
  const today = todayIn(UNION_ZONE);
  const period = periodAsked(event.url.searchParams, today);
  const params = { unionId: event.params.union };
  const before = sameStretch(period, today);
  const { api } = event.locals;
  const [figures, previous] = await Promise.all([
    api.load(getUnionFigures, { params, query: { from: period.from, to: period.to } }),
    api.load(getUnionFigures, { params, query: { from: before.from, to: before.to } }),
  ]);
  return { lang: event.locals.preferences.lang, today, period, figures, before: previous.total };
}

/** Who a palace served in the months of the address. */
export async function palaceEquityAsked(event: Visit & { params: { palace: string } }) {
  const { palace } = await requireDesk(event, 'figures');
  const months = monthsAsked(event.url.searchParams, todayIn(palace.timeZone));
  const equity = await event.locals.api.load(getPalaceEquity, {
    params: { palaceId: palace.id },
    query: { fromMonth: months.from, toMonth: months.to },
  });
  return { equity, months };
}

/** Who the palaces under a union served in the months of the address. */
export async function unionEquityAsked(event: Visit & { params: { union: string } }) {
  await requireStaff(event);
  const months = monthsAsked(event.url.searchParams, todayIn(UNION_ZONE));
  const equity = await event.locals.api.load(getUnionEquity, {
    params: { unionId: event.params.union },
    query: { fromMonth: months.from, toMonth: months.to },
  });
  return { equity, months };
}

/** The period of a monthly report: the month named in the address (`?month=2026-10`), last month otherwise. */
export function reportAddress(event: Visit, timeZone = UNION_ZONE): URL {
  const today = todayIn(timeZone);
  const lastMonth = periodOf('month', today).before.slice(0, 7);
  const asked = event.url.searchParams.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked <= today.slice(0, 7) ? asked : lastMonth;
  const address = new URL(event.url);
  address.search = `?period=month&day=${month}-01`;
  return address;
}
