import type { RequestEvent } from '@sveltejs/kit';
import {
  extendPass,
  getPass,
  issuePass,
  listPasses,
  listPassPlans,
  passSorts,
  voidPass,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'passes');
  const { searchParams } = event.url;
  const { api } = event.locals;
  const params = { palaceId: palace.id };
  const q = searchParams.get('q')?.trim().slice(0, 40) ?? '';
  const sort = passSorts.find((one) => one === searchParams.get('sort')) ?? '-issued';
  const cursor = searchParams.get('cursor') ?? undefined;
  const passId = searchParams.get('pass');
  const [list, plans, chosen] = await Promise.all([
    api.load(listPasses, { params, query: { limit: 50, cursor, sort, ...(q ? { q } : {}) } }),
    api.load(listPassPlans, { params }),
    passId === null ? null : api.load(getPass, { params: { ...params, passId } }),
  ]);
  return { list, q, sort, plans: plans.items, chosen, isDirector: roles.includes('director') };
};

type PalaceEvent = RequestEvent<{ palace: string }>;
const act = (name: string, write: Parameters<typeof deskAction<PalaceEvent, unknown>>[2]) =>
  deskAction<PalaceEvent, unknown>(name, 'passes', write);

export const actions: Actions = {
  issue: act('issue', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(issuePass, {
      params: { palaceId: desk.palace.id },
      body: {
        planId: form.text('planId'),
        phone: form.text('phone'),
        note: form.text('note'),
        ...(form.text('paid') === '' ? {} : { priceFen: form.fen('paid') }),
        ...(form.text('from') === '' ? {} : { from: form.text('from') }),
      },
      idempotencyKey,
    }),
  ),

  extend: act('extend', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(extendPass, {
      params: { palaceId: desk.palace.id, passId: form.text('subject') },
      body: {
        validUntil: form.text('validUntil'),
        addUnits: Number(form.text('addUnits') || '0'),
        reason: form.text('reason'),
      },
      idempotencyKey,
    }),
  ),

  void: act('void', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(voidPass, {
      params: { palaceId: desk.palace.id, passId: form.text('subject') },
      body: { reason: form.text('reason'), refundFen: form.fen('refund') },
      idempotencyKey,
    }),
  ),
};
