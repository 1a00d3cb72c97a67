import { json } from '@sveltejs/kit';
import { type BodyOf, checkSlots } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** What is in the way of slots that an editor is still thinking about; null when they are no slots yet. */
export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'activities');
  const answer = await event.locals.api.submit(checkSlots, {
    params: { palaceId: palace.id },
    body: (await event.request.json()) as BodyOf<typeof checkSlots>,
  });
  return json(answer.ok ? answer.data : null);
};
