import { json } from '@sveltejs/kit';
import { type BodyOf, moveSession } from '@wengong/contract';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** Moves a session that somebody dragged; says why when it may not be there. */
export const POST: RequestHandler = async (event) => {
  const desk = await requireDesk(event, 'calendar');
  requireRole(desk, ['editor']);
  const { sessionId, ...body } = (await event.request.json()) as BodyOf<typeof moveSession> & {
    sessionId: string;
  };
  const answer = await event.locals.api.submit(moveSession, {
    params: { palaceId: desk.palace.id, sessionId },
    body,
  });
  return json(answer.ok ? { ok: true, session: answer.data } : { ok: false, problem: answer.problem });
};
