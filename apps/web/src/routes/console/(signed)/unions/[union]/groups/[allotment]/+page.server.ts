import type { RequestEvent } from '@sveltejs/kit';
import {
  enrolPerson,
  enrolRoster,
  getUnionAllotment,
  giveBackBlock,
  previewRoster,
  type ResponseOf,
  type RosterPreview,
  takeBlock,
  withdrawGroupSeat,
} from '@wengong/contract';
import { groupMessages } from '#lib/features/console/groups/messages.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import { rosterAction } from '#lib/features/console/server/roster-action.ts';
import { unionAction } from '#lib/features/console/server/union-action.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  return event.locals.api.load(getUnionAllotment, { params: paramsOf(event) });
};

type RosterResult = ResponseOf<typeof enrolRoster>;
type AllotmentEvent = RequestEvent<{ union: string; allotment: string }>;
const paramsOf = ({ params }: AllotmentEvent) => ({ unionId: params.union, allotmentId: params.allotment });

export const actions: Actions = {
  roster: rosterAction<AllotmentEvent, RosterPreview, RosterResult>({
    words: groupMessages,
    preview: (event, body) => event.locals.api.submit(previewRoster, { params: paramsOf(event), body }),
    take: (event, body, idempotencyKey) =>
      event.locals.api.submit(enrolRoster, { params: paramsOf(event), body, idempotencyKey }),
  }),

  person: unionAction<AllotmentEvent, unknown>('person', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(enrolPerson, {
      params: paramsOf(event),
      body: { name: form.text('name'), phone: form.text('phone'), staffNumber: form.text('staffNumber') },
      idempotencyKey,
    }),
  ),

  block: unionAction<AllotmentEvent, unknown>('block', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(takeBlock, {
      params: paramsOf(event),
      body: { label: form.text('label'), seats: form.integer('seats'), nameBy: form.instant('nameBy') },
      idempotencyKey,
    }),
  ),

  withdraw: unionAction<AllotmentEvent, unknown>('withdraw', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(withdrawGroupSeat, {
      params: { ...paramsOf(event), seatId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  giveBack: unionAction<AllotmentEvent, unknown>('giveBack', ({ event, idempotencyKey }) =>
    event.locals.api.submit(giveBackBlock, { params: paramsOf(event), idempotencyKey }),
  ),
};
