import type { RequestEvent } from '@sveltejs/kit';
import {
  type Counts,
  getPalaceEquity,
  getPalaceFigures,
  getUnionEquity,
  getUnionFigures,
} from '@wengong/contract';
import { todayIn } from '#lib/features/console/clock.ts';
import {
  daysToCompare,
  monthsAsked,
  type Period,
  periodAsked,
  periodOf,
} from '#lib/features/console/figures/period.ts';
import type { Comparison } from '#lib/features/console/figures/shares.ts';
import { requireDesk, requireStaff } from './guard.ts';

interface Days {
  from: string;
  to: string;
}

/** The counts that a period is compared by. */
async function comparison(
  period: Period,
  today: string,
  load: (days: Days) => Promise<{ total: Counts }>,
  whole: Promise<{ total: Counts }>,
): Promise<Comparison | null> {
  const days = daysToCompare(period, today);
  if (days === null) return null;
  const [now, before] = await Promise.all([days.soFar ? load(days.now) : whole, load(days.before)]);
  return { now: now.total, before: before.total, soFar: days.soFar };
}

type Visit = Pick<RequestEvent, 'locals' | 'url'>;

/** Figures of a palace for the period in the address. */
export async function palaceFiguresAsked(event: Visit & { params: { palace: string } }) {
  const { palace, place } = await requireDesk(event, 'figures');
  const today = todayIn(palace.timeZone);
  const period = periodAsked(event.url.searchParams, today);
  const params = { palaceId: palace.id };
  const load = (query: Days) => event.locals.api.load(getPalaceFigures, { params, query });
  const whole = load({ from: period.from, to: period.to });
  const [figures, compared] = await Promise.all([whole, comparison(period, today, load, whole)]);
  return { palace, place, today, period, figures, compared };
}

/** Days of unions are those of their palaces; the choice of today follows the capital's clock. */
const UNION_ZONE = 'Asia/Shanghai';

/** Figures of everything under a union for the period in the address. */
export async function unionFiguresAsked(event: Visit & { params: { union: string } }) {
  await requireStaff(event);
  const today = todayIn(UNION_ZONE);
  const period = periodAsked(event.url.searchParams, today);
  const params = { unionId: event.params.union };
  const load = (query: Days) => event.locals.api.load(getUnionFigures, { params, query });
  const whole = load({ from: period.from, to: period.to });
  const [figures, compared] = await Promise.all([whole, comparison(period, today, load, whole)]);
  return { lang: event.locals.preferences.lang, today, period, figures, compared };
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
