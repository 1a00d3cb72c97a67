import { type Cue, readCaptions } from '../captions/captions.rules.ts';

/** Some seconds of speech. */
export interface Passage {
  readonly startMs: number;
  readonly text: string;
}

/** A passage ends after so long, or so many characters, with the next cue. */
const PASSAGE_MS = 15_000;
const PASSAGE_LENGTH = 120;
/** Characters shown around what was found. */
const AROUND = 40;

/** Cues of captions that were stored, which can be read. */
export function cuesOf(vtt: string): readonly Cue[] {
  const cues = readCaptions(vtt);
  return 'line' in cues ? [] : cues.map((cue) => ({ ...cue, text: cue.text.replaceAll('\n', ' ') }));
}

/** Speech in passages, as it is read. A cue begins no earlier than the one before it. */
export function passagesOf(cues: readonly Cue[]): Passage[] {
  const passages: { startMs: number; text: string }[] = [];
  for (const cue of cues) {
    const last = passages.at(-1);
    if (
      last === undefined ||
      cue.startMs - last.startMs >= PASSAGE_MS ||
      last.text.length + cue.text.length > PASSAGE_LENGTH
    ) {
      passages.push({ startMs: cue.startMs, text: cue.text });
    } else {
      last.text = joined(last.text, cue.text);
    }
  }
  return passages;
}

/**
 * The cues in which words are said: those of passages that hold every word, where there are such, else those that hold any;
 * the fullest first, then put in order. `words` in small letters.
 */
export function findSaid(cues: readonly Cue[], words: readonly string[], most: number): Passage[] {
  if (words.length === 0) return [];
  const found = cues.flatMap((cue, index) => {
    const text = plain(cue.text);
    const here = words.filter((word) => text.includes(word)).length;
    if (here === 0) return [];
    const near = plain(`${cues[index - 1]?.text ?? ''}${cue.text}${cues[index + 1]?.text ?? ''}`);
    const all = words.every((word) => near.includes(word));
    return [{ cue, score: here + (all ? words.length : 0) }];
  });
  return found
    .toSorted((a, b) => b.score - a.score || a.cue.startMs - b.cue.startMs)
    .slice(0, most)
    .toSorted((a, b) => a.cue.startMs - b.cue.startMs)
    .map(({ cue }) => ({ startMs: cue.startMs, text: around(cue.text, words) }));
}

/** As much of a text as is shown, with one of the words in it. */
function around(text: string, words: readonly string[]): string {
  if (text.length <= 2 * AROUND) return text;
  const small = plain(text);
  const at = Math.max(0, Math.min(...words.map((word) => small.indexOf(word)).filter((place) => place >= 0)));
  const from = Math.max(0, Math.min(at - AROUND / 2, text.length - 2 * AROUND));
  const until = from + 2 * AROUND;
  return `${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Chinese runs on; other writing needs a space between cues. */
const joined = (before: string, after: string): string =>
  /[\p{L}\p{N},.;:!?]$/u.test(before) && !/\p{Script=Han}$/u.test(before)
    ? `${before} ${after}`
    : `${before}${after}`;
