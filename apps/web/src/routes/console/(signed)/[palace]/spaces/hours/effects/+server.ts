import { json, type RequestEvent } from '@sveltejs/kit';
import { previewClosure, previewSpecialHours } from '@wengong/contract';
import { instantOfInput } from '#lib/features/console/clock.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { partsOf } from '#lib/features/console/server/parts-of-day.ts';
import type { RequestHandler } from './$types';

/** What a closure, or hours, that somebody is still thinking about would come across; null when they are none yet. */
export const GET: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'spaces');
  return json(
    event.url.searchParams.has('firstDay') ? await ofHours(event, palace.id) : await ofClosure(event, palace),
  );
};

const typedIn = (event: RequestEvent) => (name: string) => event.url.searchParams.get(name) ?? '';

async function ofClosure(event: RequestEvent, palace: { id: string; timeZone: string }) {
  const typed = typedIn(event);
  const startsAt = instantOfInput(typed('startsAt'), palace.timeZone);
  const endsAt = instantOfInput(typed('endsAt'), palace.timeZone);
  if (!startsAt || !endsAt) return null;
  const answer = await event.locals.api.submit(previewClosure, {
    params: { palaceId: palace.id },
    query: { startsAt, endsAt, spaceId: typed('spaceId') || undefined },
  });
  return answer.ok ? answer.data : null;
}

async function ofHours(event: RequestEvent, palaceId: string) {
  const typed = typedIn(event);
  const answer = await event.locals.api.submit(previewSpecialHours, {
    params: { palaceId },
    body: {
      spaceId: typed('spaceId') || null,
      ...(typed('replaces') ? { replaces: typed('replaces') } : {}),
      firstDay: typed('firstDay'),
      lastDay: typed('lastDay'),
      // The name changes nothing.
      name: '–',
      nameEn: '',
      hours: partsOf(typed),
    },
  });
  return answer.ok ? answer.data : null;
}
