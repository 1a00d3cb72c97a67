import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit';
import type { FormOutcome } from '#lib/features/console/outcome.ts';
import type { SectionKey } from '#lib/features/console/sections.ts';
import type { Submitted } from '#lib/server/api.ts';
import { FormReader } from './form-reader.ts';
import { type Desk, requireDesk } from './guard.ts';

type PalaceEvent = RequestEvent & { params: { palace: string } };

/** What a form's write is given. */
export interface FormCall<Event> {
  event: Event;
  desk: Desk;
  form: FormReader;
  /** Goes to the API with the write: a form sent twice is done once. */
  idempotencyKey: string;
}

/**
 * A form action of a palace's console: who may send it, the form's idempotency key, and the refusal handed back
 * in the shape ActionForm shows.
 */
export function deskAction<Event extends PalaceEvent, Answer>(
  name: string,
  section: SectionKey,
  write: (call: FormCall<Event>) => Promise<Submitted<Answer>>,
): (event: Event) => Promise<FormOutcome<Answer> | ActionFailure<FormOutcome<Answer>>> {
  return async (event) => {
    const desk = await requireDesk(event, section);
    const form = new FormReader(await event.request.formData(), desk.palace.timeZone);
    const result = await write({ event, desk, form, idempotencyKey: form.idempotencyKey });
    return outcome(name, form, result);
  };
}

/** The answer of a form action, success or refusal, as ActionForm reads it. */
export function outcome<Answer>(
  name: string,
  form: FormReader,
  result: Submitted<Answer>,
): FormOutcome<Answer> | ActionFailure<FormOutcome<Answer>> {
  const subject = form.text('subject');
  if (result.ok) return { form: name, subject, problem: null, answer: result.data };
  return fail(result.status, { form: name, subject, problem: result.problem, answer: null });
}
