import type { RequestEvent } from '@sveltejs/kit';
import { deleteWord, importWords, listWords, putWord, tryWords } from '@wengong/contract/moderation-words';
import { deskAction } from '#lib/features/console/server/action.ts';
import { type Desk, requireDesk } from '#lib/features/console/server/guard.ts';
import { readWord, readWords } from '#lib/features/console/server/word-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'moderation');
  const q = event.url.searchParams.get('q') ?? '';
  const list = await event.locals.api.load(listWords, {
    params: { palaceId: palace.id },
    query: { q, limit: 300 },
  });
  return { palaceId: palace.id, q, list };
};

type Here = RequestEvent<{ palace: string }>;
const paramsOf = ({ palace }: Desk) => ({ palaceId: palace.id });

export const actions: Actions = {
  put: deskAction<Here, unknown>('put', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putWord, { params: paramsOf(desk), body: readWord(form), idempotencyKey }),
  ),
  remove: deskAction<Here, unknown>('remove', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteWord, {
      params: paramsOf(desk),
      body: { word: form.text('subject') },
      idempotencyKey,
    }),
  ),
  import: deskAction<Here, unknown>('import', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(importWords, { params: paramsOf(desk), body: readWords(form), idempotencyKey }),
  ),
  try: deskAction<Here, unknown>('try', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(tryWords, {
      params: paramsOf(desk),
      body: { text: form.text('text') },
      idempotencyKey,
    }),
  ),
};
