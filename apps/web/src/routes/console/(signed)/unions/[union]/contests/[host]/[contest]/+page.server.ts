import { fail, type RequestEvent } from '@sveltejs/kit';
import {
  listUnionNominations,
  nominate,
  previewNominations,
  ROSTER_FILE_BYTES,
  withdrawNomination,
} from '@wengong/contract';
import { nominationMessages } from '#lib/features/console/nominations/messages.ts';
import type { NominationAnswer } from '#lib/features/console/nominations/nomination-answer.ts';
import { outcome } from '#lib/features/console/server/action.ts';
import { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import { unionAction } from '#lib/features/console/server/union-action.ts';
import type { Submitted } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

/** `host` is the palace that holds the contest: `palace` would make it a page of the palace's own console. */
type NominationEvent = RequestEvent<{ union: string; host: string; contest: string }>;
const paramsOf = ({ params }: NominationEvent) => ({
  unionId: params.union,
  palaceId: params.host,
  contestId: params.contest,
});

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  return event.locals.api.load(listUnionNominations, { params: paramsOf(event) });
};

/** Checks a list, or nominates the rows of it that were good. */
async function roster(event: NominationEvent) {
  await requireStaff(event);
  const form = new FormReader(await event.request.formData(), 'Asia/Shanghai');
  const file = form.file('file');
  if (file === null || file.size > ROSTER_FILE_BYTES) {
    const m = nominationMessages[event.locals.preferences.lang];
    const detail = file ? m.tooLarge : m.noFile;
    const problem = { code: 'roster-file', title: m.roster, detail, fields: [] };
    return fail(400, { form: 'roster', subject: '', problem, answer: null });
  }
  const content = Buffer.from(await file.arrayBuffer()).toString('base64');
  const params = paramsOf(event);
  const { api } = event.locals;
  if (form.text('step') !== 'nominate') {
    const seen = await api.submit(previewNominations, { params, body: { file: content } });
    const answer: Submitted<NominationAnswer> = seen.ok ? { ...seen, data: { preview: seen.data } } : seen;
    return outcome('roster', form, answer);
  }
  const done = await api.submit(nominate, {
    params,
    body: {
      file: content,
      hash: form.text('hash'),
      rows: form.text('rows').split(',').map(Number).filter(Number.isInteger),
    },
    idempotencyKey: form.idempotencyKey,
  });
  const answer: Submitted<NominationAnswer> = done.ok ? { ...done, data: { result: done.data } } : done;
  return outcome('roster', form, answer);
}

export const actions: Actions = {
  roster,
  withdraw: unionAction<NominationEvent, unknown>('withdraw', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(withdrawNomination, {
      params: { ...paramsOf(event), nominationId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
