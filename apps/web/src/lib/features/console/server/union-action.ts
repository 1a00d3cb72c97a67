import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { FormOutcome } from '#lib/features/console/outcome.ts';
import type { Submitted } from '#lib/server/api.ts';
import { outcome } from './action.ts';
import { FormReader } from './form-reader.ts';
import { requireStaff } from './guard.ts';

/** Times in the forms of unions are on the capital's clock, as all of their palaces are. */
export const UNION_ZONE = 'Asia/Shanghai';

/** A form action of a union's console; whether the officer may is the API's decision. */
export function unionAction<Event extends RequestEvent, Answer>(
  name: string,
  write: (call: { event: Event; form: FormReader; idempotencyKey: string }) => Promise<Submitted<Answer>>,
): (event: Event) => Promise<FormOutcome<Answer> | ActionFailure<FormOutcome<Answer>>> {
  return async (event) => {
    await requireStaff(event);
    const form = new FormReader(await event.request.formData(), UNION_ZONE);
    return outcome(name, form, await write({ event, form, idempotencyKey: form.idempotencyKey }));
  };
}
