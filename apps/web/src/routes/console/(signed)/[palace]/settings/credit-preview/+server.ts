import { json } from '@sveltejs/kit';
import { type CreditRules, previewCreditRules } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** What rules would mean, while a director still thinks about them; null when they are not valid yet. */
export const POST: RequestHandler = async (event) => {
  const { palace } = await requireDesk(event, 'settings');
  const answer = await event.locals.api.submit(previewCreditRules, {
    params: { palaceId: palace.id },
    body: (await event.request.json()) as CreditRules,
  });
  return json(answer.ok ? answer.data : null);
};
