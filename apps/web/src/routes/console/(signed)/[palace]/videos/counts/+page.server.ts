import type { RequestEvent } from '@sveltejs/kit';
import { importExternalCounts, previewExternalCounts, type ResponseOf } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { rosterAction } from '#lib/features/console/server/roster-action.ts';
import { countMessages } from '#lib/features/console/videos/count-messages.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string }>;

export const load: PageServerLoad = async (event) => {
  const { roles } = await requireDesk(event, 'videos');
  return { mayEdit: roles.some((role) => role === 'editor' || role === 'director') };
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
