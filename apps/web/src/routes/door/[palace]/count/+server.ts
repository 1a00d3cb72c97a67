import { json } from '@sveltejs/kit';
import { getDoorCount } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const sessionId = event.url.searchParams.get('session') ?? '';
  return json(await event.locals.api.load(getDoorCount, { params: { palaceId: palace.id, sessionId } }));
};
