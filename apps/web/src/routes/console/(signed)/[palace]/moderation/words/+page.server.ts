import type { RequestEvent } from '@sveltejs/kit';
import { wordActions } from '@wengong/contract/moderation';
import { deleteWord, importWords, listWords, putWord, tryWords } from '@wengong/contract/moderation-words';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
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
const actionOf = (text: string) => wordActions.find((each) => each === text) ?? 'hold';

export const actions: Actions = {
  put: deskAction<Here, unknown>('put', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putWord, {
      params: { palaceId: desk.palace.id },
      body: {
        word: form.text('word'),
        action: actionOf(form.text('action')),
        sound: form.text('sound') !== '',
        note: form.text('note'),
      },
      idempotencyKey,
    }),
  ),
  remove: deskAction<Here, unknown>('remove', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteWord, {
      params: { palaceId: desk.palace.id },
      body: { word: form.text('subject') },
      idempotencyKey,
    }),
  ),
  import: deskAction<Here, unknown>('import', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(importWords, {
      params: { palaceId: desk.palace.id },
      body: { text: form.text('text'), action: actionOf(form.text('action')) },
      idempotencyKey,
    }),
  ),
  try: deskAction<Here, unknown>('try', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(tryWords, {
      params: { palaceId: desk.palace.id },
      body: { text: form.text('text') },
      idempotencyKey,
    }),
  ),
};
