import { wordActions } from '@wengong/contract/moderation';
import type { FormReader } from './form-reader.ts';

const actionOf = (text: string) => wordActions.find((each) => each === text) ?? 'hold';

/** A word of a list as its form says. */
export const readWord = (form: FormReader) => ({
  word: form.text('word'),
  action: actionOf(form.text('action')),
  sound: form.text('sound') !== '',
  note: form.text('note'),
});

/** Many words at once as the form of their import says. */
export const readWords = (form: FormReader) => ({
  text: form.text('text'),
  action: actionOf(form.text('action')),
});
