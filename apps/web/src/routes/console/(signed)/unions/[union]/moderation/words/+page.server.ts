import type { RequestEvent } from '@sveltejs/kit';
import {
  deleteUnionWord,
  importUnionWords,
  listUnionWords,
  putUnionWord,
  tryUnionWords,
} from '@wengong/contract/moderation-words';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import { unionAction } from '#lib/features/console/server/union-action.ts';
import { readWord, readWords } from '#lib/features/console/server/word-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  const q = event.url.searchParams.get('q') ?? '';
  const list = await event.locals.api.load(listUnionWords, {
    params: paramsOf(event),
    query: { q, limit: 300 },
  });
  return { unionId: event.params.union, q, list };
};

type Here = RequestEvent<{ union: string }>;
const paramsOf = ({ params }: Here) => ({ unionId: params.union });

export const actions: Actions = {
  put: unionAction<Here, unknown>('put', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(putUnionWord, { params: paramsOf(event), body: readWord(form), idempotencyKey }),
  ),
  remove: unionAction<Here, unknown>('remove', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(deleteUnionWord, {
      params: paramsOf(event),
      body: { word: form.text('subject') },
      idempotencyKey,
    }),
  ),
  import: unionAction<Here, unknown>('import', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(importUnionWords, {
      params: paramsOf(event),
      body: readWords(form),
      idempotencyKey,
    }),
  ),
  try: unionAction<Here, unknown>('try', ({ event, form, idempotencyKey }) =>
    event.locals.api.submit(tryUnionWords, {
      params: paramsOf(event),
      body: { text: form.text('text') },
      idempotencyKey,
    }),
  ),
};
