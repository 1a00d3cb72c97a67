import type { RequestEvent } from '@sveltejs/kit';
import { getStaffContest, putContestDefinition } from '@wengong/contract';
import { definitionOf } from '#lib/features/console/contests/server/definition.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'contests');
  const params = { palaceId: palace.id, contestId: event.params.contest };
  return { contest: await event.locals.api.load(getStaffContest, { params }), now: Date.now() };
};

export const actions: Actions = {
  save: deskAction<RequestEvent<{ palace: string; contest: string }>, unknown>(
    'save',
    'contests',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(putContestDefinition, {
        params: { palaceId: desk.palace.id, contestId: event.params.contest },
        body: { version: Number(form.text('version')), definition: definitionOf(form.text('definition')) },
        idempotencyKey,
      }),
  ),
};
