import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

/**
 * Texts as they are compared with the lists of words: full-width and other compatibility forms, upper case and
 * traditional characters are brought to one form each, and signs, spaces and invisible characters are left out.
 */

/** A text in its compared form; `at[i]` and `to[i]` say where character i stands in what was written. */
export interface Form {
  readonly chars: readonly string[];
  readonly at: readonly number[];
  readonly to: readonly number[];
  /** Character i begins a new sentence: no word goes across. */
  readonly begins: readonly boolean[];
}

const SENTENCE_END = new Set('。！？!?；;…\n\r\u2028\u2029');
const KEPT = /[\p{L}\p{N}]/u;

const simplified = Converter({ from: 't', to: 'cn' });
/** Forms of characters seen before: texts use few. */
const known = new Map<string, string>();

/** The compared form of one character; empty when it is only a sign. */
function formOf(char: string): string {
  const found = known.get(char);
  if (found !== undefined) return found;
  const plain = simplified(char.normalize('NFKC').toLowerCase()).normalize('NFKD');
  const form = [...plain].filter((each) => KEPT.test(each)).join('');
  if (known.size < 60_000) known.set(char, form);
  return form;
}

/** Kept characters without a sign between them; `ended`: a sentence ended before them. */
interface Run {
  readonly first: number;
  length: number;
  readonly ended: boolean;
}

/** Brings a text into its compared form, in one pass. */
export function formed(text: string): Form {
  const chars: string[] = [];
  const at: number[] = [];
  const to: number[] = [];
  const runs: Run[] = [];
  let open: Run | null = null;
  let ended = false;
  let offset = 0;
  for (const char of text) {
    const form = formOf(char);
    if (form === '') {
      open = null;
      ended ||= SENTENCE_END.has(char);
    } else {
      if (open === null) {
        open = { first: chars.length, length: 0, ended };
        runs.push(open);
        ended = false;
      }
      open.length += 1;
      for (const each of form) {
        chars.push(each);
        at.push(offset);
        to.push(offset + char.length);
      }
    }
    offset += char.length;
  }
  return { chars, at, to, begins: beginnings(runs, chars.length) };
}

/** Where sentences begin. Signs set between single characters (法。轮) are an evasion, not sentences. */
function beginnings(runs: readonly Run[], length: number): boolean[] {
  const begins = new Array<boolean>(length).fill(false);
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    if (run.ended && before !== undefined) begins[run.first] = before.length > 1 || run.length > 1;
  }
  return begins;
}

/** A word of a list in its compared form. */
export const formOfWord = (word: string): string => formed(word).chars.join('');

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  l: 'i',
};

/** Digits that stand for letters become those letters; `1`, `i` and `l` are one. */
export const unleet = (char: string): string => LEET[char] ?? char;

const sounds = new Map<string, string>();

/** How a Chinese character is spoken, without tone; other characters stand for themselves. */
export function soundOf(char: string): string {
  const found = sounds.get(char);
  if (found !== undefined) return found;
  const sound = pinyin(char, { toneType: 'none', type: 'string' }).toLowerCase();
  sounds.set(char, sound);
  return sound;
}
