import { withdrawMailing } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { answer } from '#lib/features/door/server/answer.ts';
import type { RequestHandler } from './$types';

/** The undo of a message that is about to go out. */
export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'bookings');
  const { mailingId } = (await event.request.json()) as { mailingId: string };
  return answer(
    await event.locals.api.submit(withdrawMailing, { params: { palaceId: palace.id, mailingId } }),
  );
};
