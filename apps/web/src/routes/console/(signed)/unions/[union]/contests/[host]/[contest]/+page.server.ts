import type { RequestEvent } from '@sveltejs/kit';
import {
  listUnionNominations,
  nominate,
  previewNominations,
  type ResponseOf,
  withdrawNomination,
} from '@wengong/contract';
import { nominationMessages } from '#lib/features/console/nominations/messages.ts';
import type { NominationPreview } from '#lib/features/console/nominations/nomination-preview.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import { rosterAction } from '#lib/features/console/server/roster-action.ts';
import { unionAction } from '#lib/features/console/server/union-action.ts';
import type { Actions, PageServerLoad } from './$types';

/** `host` is the palace that holds the contest: `palace` would make it a page of the palace's own console. */
type NominationEvent = RequestEvent<{ union: string; host: string; contest: string }>;
type NominationResult = ResponseOf<typeof nominate>;
const paramsOf = ({ params }: NominationEvent) => ({
  unionId: params.union,
  palaceId: params.host,
  contestId: params.contest,
});

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  return event.locals.api.load(listUnionNominations, { params: paramsOf(event) });
};

export const actions: Actions = {
  roster: rosterAction<NominationEvent, NominationPreview, NominationResult>({
    words: nominationMessages,
    preview: (event, body) => event.locals.api.submit(previewNominations, { params: paramsOf(event), body }),
    take: (event, body, idempotencyKey) =>
      event.locals.api.submit(nominate, { params: paramsOf(event), body, idempotencyKey }),
  }),
  withdraw: unionAction<NominationEvent, unknown>('withdraw', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(withdrawNomination, {
      params: { ...paramsOf(event), nominationId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
