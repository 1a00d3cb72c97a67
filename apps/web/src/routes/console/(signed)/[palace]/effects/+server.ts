import { json } from '@sveltejs/kit';
import { type BodyOf, previewRuleChange, previewSessionChange } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Submitted } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const shown = <Answer>(answer: Submitted<Answer>) => json(answer.ok ? answer.data : null);

/** What a changed rule would do that somebody is still thinking about; null when it is none yet. */
export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'activities');
  const ruleId = event.url.searchParams.get('rule') ?? '';
  const body = (await event.request.json()) as BodyOf<typeof previewRuleChange>;
  return shown(
    await event.locals.api.submit(previewRuleChange, { params: { palaceId: palace.id, ruleId }, body }),
  );
};

/** How many booked a session that somebody thinks of changing. */
export const GET: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'activities');
  const sessionId = event.url.searchParams.get('session') ?? '';
  return shown(
    await event.locals.api.submit(previewSessionChange, { params: { palaceId: palace.id, sessionId } }),
  );
};
