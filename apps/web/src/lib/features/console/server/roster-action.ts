import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit';
import { ROSTER_FILE_BYTES } from '@wengong/contract';
import type { FormOutcome } from '#lib/features/console/outcome.ts';
import type { RosterAnswer } from '#lib/features/console/roster/roster-answer.ts';
import type { Lang } from '#lib/i18n/lang.ts';
import type { Submitted } from '#lib/server/api.ts';
import { outcome } from './action.ts';
import { FormReader } from './form-reader.ts';
import { requireStaff } from './guard.ts';
import { UNION_ZONE } from './union-action.ts';

interface Roster<Event, Preview, Result> {
  /** Words for a file that is missing or too large. */
  readonly words: Readonly<Record<Lang, { roster: string; tooLarge: string; noFile: string }>>;
  preview(event: Event, body: { file: string }): Promise<Submitted<Preview>>;
  /** Takes rows of the file with this hash. */
  take(
    event: Event,
    body: { file: string; hash: string; rows: number[] },
    idempotencyKey: string,
  ): Promise<Submitted<Result>>;
}

/** The form action `roster` of a union's page: checks a list, or takes the rows of it that were good. */
export function rosterAction<Event extends RequestEvent, Preview, Result>({
  words,
  preview,
  take,
}: Roster<Event, Preview, Result>) {
  type Answer = RosterAnswer<Preview, Result>;
  return async (event: Event): Promise<FormOutcome<Answer> | ActionFailure<FormOutcome<Answer>>> => {
    await requireStaff(event);
    const form = new FormReader(await event.request.formData(), UNION_ZONE);
    const given = form.file('file');
    if (given === null || given.size > ROSTER_FILE_BYTES) {
      const m = words[event.locals.preferences.lang];
      const detail = given ? m.tooLarge : m.noFile;
      const problem = { code: 'roster-file', title: m.roster, detail, fields: [] };
      return fail(400, { form: 'roster', subject: '', problem, answer: null });
    }
    const file = Buffer.from(await given.arrayBuffer()).toString('base64');
    if (form.text('step') !== 'take') {
      const seen = await preview(event, { file });
      return outcome<Answer>('roster', form, seen.ok ? { ...seen, data: { preview: seen.data } } : seen);
    }
    const rows = form.text('rows').split(',').map(Number).filter(Number.isInteger);
    const done = await take(event, { file, hash: form.text('hash'), rows }, form.idempotencyKey);
    return outcome<Answer>('roster', form, done.ok ? { ...done, data: { result: done.data } } : done);
  };
}
