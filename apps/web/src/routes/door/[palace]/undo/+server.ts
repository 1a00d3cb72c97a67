import { undoCheckIn } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { answer } from '#lib/features/door/server/answer.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const { checkInId, idempotencyKey } = (await event.request.json()) as {
    checkInId: string;
    idempotencyKey: string;
  };
  const params = { palaceId: palace.id, checkInId };
  return answer(await event.locals.api.submit(undoCheckIn, { params, idempotencyKey }));
};
