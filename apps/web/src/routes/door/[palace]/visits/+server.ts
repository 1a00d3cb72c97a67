import { recordVisit, type WorkerCategory } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { answer } from '#lib/features/door/server/answer.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const { visitors, sessionId, category, idempotencyKey } = (await event.request.json()) as {
    visitors: number;
    sessionId: string | null;
    /** Empty: not counted. */
    category: WorkerCategory | '';
    idempotencyKey: string;
  };
  const body = { visitors, ...(sessionId ? { sessionId } : {}), ...(category ? { category } : {}) };
  return answer(
    await event.locals.api.submit(recordVisit, { params: { palaceId: palace.id }, body, idempotencyKey }),
  );
};
