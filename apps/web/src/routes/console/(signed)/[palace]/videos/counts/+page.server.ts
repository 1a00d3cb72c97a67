import type { RequestEvent } from '@sveltejs/kit';
import { importExternalCounts, previewExternalCounts, type ResponseOf } from '@wengong/contract';
import { narrower } from '#lib/features/console/sections.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import { rosterAction } from '#lib/features/console/server/roster-action.ts';
import { countMessages } from '#lib/features/console/videos/count-messages.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string }>;

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'videos');
  requireRole(desk, narrower['/videos/counts']);
};

const paramsOf = async (event: Here) => ({ palaceId: (await requireDesk(event, 'videos')).palace.id });

export const actions: Actions = {
  roster: rosterAction<
    Here,
    ResponseOf<typeof previewExternalCounts>,
    ResponseOf<typeof importExternalCounts>
  >({
    words: countMessages,
    preview: async (event, body) =>
      event.locals.api.submit(previewExternalCounts, { params: await paramsOf(event), body }),
    take: async (event, body, idempotencyKey) =>
      event.locals.api.submit(importExternalCounts, { params: await paramsOf(event), body, idempotencyKey }),
  }),
};
