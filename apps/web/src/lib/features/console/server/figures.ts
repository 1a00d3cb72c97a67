import type { RequestEvent } from '@sveltejs/kit';
import { getPalaceFigures, getUnionFigures } from '@wengong/contract';
import { todayIn } from '#lib/features/console/clock.ts';
import { periodAsked, periodOf } from '#lib/features/console/figures/period.ts';
import { requireDesk, requireStaff } from './guard.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;

/** Figures of a palace for the period in the address. */
export async function palaceFiguresAsked(event: Visit & { params: { palace: string } }) {
  const { palace, place, roles } = await requireDesk(event, 'figures');
  const today = todayIn(palace.timeZone);
  const period = periodAsked(event.url.searchParams, today);
  const params = { palaceId: palace.id };
  const before = periodOf(period.kind, period.before);
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
  const before = periodOf(period.kind, period.before);
  const { api } = event.locals;
  const [figures, previous] = await Promise.all([
    api.load(getUnionFigures, { params, query: { from: period.from, to: period.to } }),
    api.load(getUnionFigures, { params, query: { from: before.from, to: before.to } }),
  ]);
  return { lang: event.locals.preferences.lang, today, period, figures, before: previous.total };
}
