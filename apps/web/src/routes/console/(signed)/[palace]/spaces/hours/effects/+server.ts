import { json } from '@sveltejs/kit';
import { previewClosure } from '@wengong/contract';
import { instantOfInput } from '#lib/features/console/clock.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** What a closure that somebody is still thinking about would come across; null when it is none yet. */
export const GET: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'spaces');
  const typed = (name: string) => event.url.searchParams.get(name) ?? '';
  const startsAt = instantOfInput(typed('startsAt'), palace.timeZone);
  const endsAt = instantOfInput(typed('endsAt'), palace.timeZone);
  if (!startsAt || !endsAt) return json(null);
  const answer = await event.locals.api.submit(previewClosure, {
    params: { palaceId: palace.id },
    query: { startsAt, endsAt, spaceId: typed('spaceId') || undefined },
  });
  return json(answer.ok ? answer.data : null);
};
