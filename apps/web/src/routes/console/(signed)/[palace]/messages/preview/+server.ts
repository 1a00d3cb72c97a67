import { type BodyInputOf, previewMailing } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { answer } from '#lib/features/door/server/answer.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'bookings');
  const body = (await event.request.json()) as BodyInputOf<typeof previewMailing>;
  return answer(await event.locals.api.submit(previewMailing, { params: { palaceId: palace.id }, body }));
};
