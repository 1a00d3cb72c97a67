import type { RequestEvent } from '@sveltejs/kit';
import {
  listReviewItems,
  restoreContent,
  reviewKinds,
  reviewReasons,
  takeDownContent,
} from '@wengong/contract/moderation';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { Actions, PageServerLoad } from './$types';

const states = ['approved', 'rejected', 'taken_down'] as const;

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'moderation');
  const { searchParams } = event.url;
  const state = states.find((each) => each === searchParams.get('state')) ?? 'approved';
  const list = await event.locals.api.load(listReviewItems, {
    params: { palaceId: palace.id },
    query: { state, limit: 30, cursor: searchParams.get('cursor') ?? undefined },
  });
  return { state, items: list.items, links: pageLinks(event.url, list.nextCursor) };
};

type Here = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  takeDown: deskAction<Here, unknown>('takeDown', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(takeDownContent, {
      params: { palaceId: desk.palace.id },
      body: {
        kind: reviewKinds.find((each) => each === form.text('kind')) ?? 'video',
        subjectId: form.text('subjectId'),
        reasons: reviewReasons.filter((each) => each === form.text('reason')),
        note: form.text('note'),
      },
      idempotencyKey,
    }),
  ),
  restore: deskAction<Here, unknown>('restore', 'moderation', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(restoreContent, {
      params: { palaceId: desk.palace.id, itemId: form.text('subject') },
      body: {},
      idempotencyKey,
    }),
  ),
};
