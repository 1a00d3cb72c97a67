import { checkIn } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { TicketSeen } from '#lib/features/door/door-calls.ts';
import { answer } from '#lib/features/door/server/answer.ts';
import type { RequestHandler } from './$types';

interface Body extends TicketSeen {
  sessionId: string | null;
  idempotencyKey: string;
}

/** Typed codes have at most eleven characters with hyphens; whatever is longer is a ticket's signed text. */
const CODE_LENGTH = 11;

export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const { text, method, override, sessionId, idempotencyKey } = (await event.request.json()) as Body;
  return answer(
    await event.locals.api.submit(checkIn, {
      params: { palaceId: palace.id },
      body: {
        ...(text.length > CODE_LENGTH ? { token: text } : { code: text }),
        method,
        ...(sessionId ? { sessionId } : {}),
        ...(override ? { override } : {}),
      },
      idempotencyKey,
    }),
  );
};
