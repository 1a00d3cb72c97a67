import type { FormReader } from './form-reader.ts';

/** What ElsewhereForm sends; the API judges it. */
export const externalCountOf = (form: FormReader) => ({
  platform: form.text('platform'),
  kind: form.text('kind') === 'topic_reads' ? ('topic_reads' as const) : ('plays' as const),
  count: Number(form.text('count')),
  source: form.text('source'),
  asOf: `${form.text('asOf')}T00:00:00Z`,
});
