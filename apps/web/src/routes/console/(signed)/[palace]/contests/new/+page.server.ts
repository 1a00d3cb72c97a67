import type { RequestEvent } from '@sveltejs/kit';
import { createContest } from '@wengong/contract';
import { definitionOf } from '#lib/features/console/contests/server/definition.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireDesk(event, 'contests');
  return { now: Date.now() };
};

export const actions: Actions = {
  save: deskAction<RequestEvent<{ palace: string }>, unknown>(
    'save',
    'contests',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(createContest, {
        params: { palaceId: desk.palace.id },
        body: definitionOf(form.text('definition')),
        idempotencyKey,
      }),
  ),
};
