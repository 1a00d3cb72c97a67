import { instantOfInput } from '#lib/features/console/clock.ts';

/** Reads a submitted form in the types the API takes. Empty fields are empty text, null or absent as named. */
export class FormReader {
  readonly #form: FormData;
  readonly #timeZone: string;

  constructor(form: FormData, timeZone: string) {
    this.#form = form;
    this.#timeZone = timeZone;
  }

  /** Made by the page that showed the form; a new one when it is missing. */
  get idempotencyKey(): string {
    return this.text('key') || crypto.randomUUID();
  }

  text(name: string): string {
    const value = this.#form.get(name);
    return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '';
  }

  /** Null when the field is empty or missing. */
  textOrNull(name: string): string | null {
    return this.text(name) || null;
  }

  /** One of several known words; the API refuses a word it does not know. */
  choice<Word extends string>(name: string): Word {
    return this.text(name) as Word;
  }

  choices<Word extends string>(name: string): Word[] {
    return this.#form
      .getAll(name)
      .filter((value): value is Word => typeof value === 'string' && value !== '');
  }

  /** NaN when it is not a number: the API answers with the field's name. */
  integer(name: string): number {
    return this.text(name) === '' ? Number.NaN : Math.round(Number(this.text(name)));
  }

  /** Yuan as typed, in fen; empty is free. */
  fen(name: string): number {
    return Math.round(Number(this.text(name) || '0') * 100);
  }

  flag(name: string): boolean {
    return this.#form.has(name);
  }

  /** A `datetime-local` field on the palace's clock as an instant; empty text when it is not a time. */
  instant(name: string): string {
    return instantOfInput(this.text(name), this.#timeZone) ?? '';
  }

  /** What a script wrote into a field; null when it is not JSON: the API answers with the field's name. */
  json<Value>(name: string): Value {
    try {
      return JSON.parse(this.text(name)) as Value;
    } catch {
      return null as Value;
    }
  }

  file(name: string): File | null {
    const value = this.#form.get(name);
    return value instanceof File && value.size > 0 ? value : null;
  }
}
