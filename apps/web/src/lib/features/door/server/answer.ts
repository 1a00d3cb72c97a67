import { json } from '@sveltejs/kit';
import type { Submitted } from '#lib/server/api.ts';

/** An answer of the door's own addresses: the API's, or its refusal with a sentence to show. */
export function answer<Answer>(result: Submitted<Answer>): Response {
  return result.ok
    ? json({ ok: true, data: result.data ?? null })
    : json({ ok: false, problem: result.problem }, { status: result.status });
}
