import type { WordAction, WordHit } from '@wengong/contract';
import { type Form, formed, soundOf, unleet } from './forms.rules.ts';
import { type Found, Matcher } from './matcher.rules.ts';

/** A word of a list, in its compared form. */
export interface ScreenWord {
  readonly form: string;
  readonly word: string;
  readonly action: WordAction;
  /** Also found by its sound. */
  readonly sound: boolean;
}

export interface ScreenText {
  readonly field: string;
  readonly text: string;
}

export interface Screened {
  readonly verdict: 'clear' | WordAction;
  /** In the order of the fields, then of where they begin. */
  readonly hits: readonly WordHit[];
}

const LATIN = /^[a-z0-9]+$/;
const LETTER = /[a-z]/;
const WEIGHT = { clear: 0, note: 1, hold: 2, block: 3 } as const;
const HITS = 200;

export const worst = (actions: readonly WordAction[]): 'clear' | WordAction =>
  actions.reduce<'clear' | WordAction>((most, each) => (WEIGHT[each] > WEIGHT[most] ? each : most), 'clear');

/** Words made ready to be looked for in any number of texts. */
export class Screen {
  readonly #words: readonly ScreenWord[];
  readonly #plain: Matcher;
  /** Words with Latin letters, digits read as letters. */
  readonly #leet: Matcher;
  readonly #sound: Matcher;
  readonly #hasSounds: boolean;

  constructor(words: readonly ScreenWord[]) {
    this.#words = words;
    const chars = words.map(({ form }) => [...form]);
    this.#plain = new Matcher(chars);
    this.#leet = new Matcher(
      chars.map((word) => (word.some((each) => LETTER.test(each)) ? word.map(unleet) : [])),
    );
    this.#hasSounds = words.some((word) => word.sound);
    this.#sound = new Matcher(chars.map((word, index) => (words[index]?.sound ? word.map(soundOf) : [])));
  }

  /** Looks for every word in every text; in time linear in their length. */
  screen(texts: readonly ScreenText[]): Screened {
    const hits = texts.flatMap(({ field, text }) => this.#hitsOf(field, text)).slice(0, HITS);
    return { verdict: worst(hits.map((hit) => hit.action)), hits };
  }

  #hitsOf(field: string, text: string): WordHit[] {
    const form = formed(text);
    const { chars, begins } = form;
    const found = [
      ...this.#plain.find(chars, begins),
      ...this.#leet.find(chars.map(unleet), begins).filter((each) => hasLetter(chars, each)),
      ...(this.#hasSounds ? this.#sound.find(chars.map(soundOf), begins) : []),
    ];
    const hits = new Map<string, WordHit>();
    for (const each of found) {
      const word = this.#words[each.word];
      if (word === undefined || (LATIN.test(word.form) && isPart(form, each))) continue;
      const from = form.at[each.from] ?? 0;
      const to = form.to[each.to] ?? text.length;
      hits.set(`${from} ${to} ${word.form}`, { field, from, to, word: word.word, action: word.action });
    }
    return [...hits.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  }
}

const hasLetter = (chars: readonly string[], { from, to }: Found): boolean =>
  chars.slice(from, to + 1).some((each) => LETTER.test(each));

/** Whether a Latin word is only a part of a longer one as it was written: `ass` in `class`. */
function isPart(form: Form, { from, to }: Found): boolean {
  const joined = (left: number, right: number) =>
    form.to[left] === form.at[right] &&
    LATIN.test(form.chars[left] ?? '') &&
    LATIN.test(form.chars[right] ?? '');
  return (from > 0 && joined(from - 1, from)) || (to + 1 < form.chars.length && joined(to, to + 1));
}
