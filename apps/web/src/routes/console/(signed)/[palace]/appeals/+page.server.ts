import type { RequestEvent } from '@sveltejs/kit';
import { decideCreditAppeal, getCreditAppeal, listCreditAppeals } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'appeals');
  const { api } = event.locals;
  const { searchParams } = event.url;
  const state = searchParams.get('state') === 'decided' ? 'decided' : 'open';
  const cursor = searchParams.get('cursor');
  const list = await api.load(listCreditAppeals, {
    params: { palaceId: palace.id },
    query: { state, limit: 30, ...(cursor ? { cursor } : {}) },
  });
  const asked = searchParams.get('appeal') ?? list.items[0]?.id;
  const chosen =
    asked === undefined
      ? null
      : await api.load(getCreditAppeal, { params: { palaceId: palace.id, appealId: asked } });
  return { state, list, chosen };
};

export const actions: Actions = {
  decide: deskAction<RequestEvent<{ palace: string }>, unknown>(
    'decide',
    'appeals',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(decideCreditAppeal, {
        params: { palaceId: desk.palace.id, appealId: form.text('subject') },
        body: { accept: form.text('accept') === 'yes', note: form.text('note') },
        idempotencyKey,
      }),
  ),
};
