import { fail, type RequestEvent } from '@sveltejs/kit';
import {
  enrolPerson,
  enrolRoster,
  getUnionAllotment,
  giveBackBlock,
  previewRoster,
  ROSTER_FILE_BYTES,
  takeBlock,
  withdrawGroupSeat,
} from '@wengong/contract';
import { groupMessages } from '#lib/features/console/groups/messages.ts';
import type { RosterAnswer } from '#lib/features/console/groups/roster-answer.ts';
import { outcome } from '#lib/features/console/server/action.ts';
import { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import { unionAction } from '#lib/features/console/server/union-action.ts';
import type { Submitted } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  return event.locals.api.load(getUnionAllotment, { params: paramsOf(event) });
};

type AllotmentEvent = RequestEvent<{ union: string; allotment: string }>;
const paramsOf = ({ params }: AllotmentEvent) => ({ unionId: params.union, allotmentId: params.allotment });

/** Checks a list, or enrols the rows of it that were good. */
async function roster(event: AllotmentEvent) {
  await requireStaff(event);
  const form = new FormReader(await event.request.formData(), 'Asia/Shanghai');
  const file = form.file('file');
  if (file === null || file.size > ROSTER_FILE_BYTES) {
    const m = groupMessages[event.locals.preferences.lang];
    const problem = {
      code: 'roster-file',
      title: m.roster,
      detail: file ? m.tooLarge : m.noFile,
      fields: [],
    };
    return fail(400, { form: 'roster', subject: '', problem, answer: null });
  }
  const content = Buffer.from(await file.arrayBuffer()).toString('base64');
  const params = paramsOf(event);
  const { api } = event.locals;
  if (form.text('step') !== 'enrol') {
    const seen = await api.submit(previewRoster, { params, body: { file: content } });
    const answer: Submitted<RosterAnswer> = seen.ok ? { ...seen, data: { preview: seen.data } } : seen;
    return outcome('roster', form, answer);
  }
  const enrolled = await api.submit(enrolRoster, {
    params,
    body: {
      file: content,
      hash: form.text('hash'),
      rows: form.text('rows').split(',').map(Number).filter(Number.isInteger),
    },
    idempotencyKey: form.idempotencyKey,
  });
  const answer: Submitted<RosterAnswer> = enrolled.ok
    ? { ...enrolled, data: { result: enrolled.data } }
    : enrolled;
  return outcome('roster', form, answer);
}

export const actions: Actions = {
  roster,

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
