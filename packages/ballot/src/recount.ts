import { WordCounter } from './day-votes.ts';
import { Sha256 } from './sha256.ts';
import { fromHex, readDigits, readLetters, toHex } from './text.ts';
import { HASHED, MARK, VOTE_LINE, type VoteHeader, voteFormat } from './vote-file.ts';

/**
 * What is checked: the file's form; that each batch's hash follows from the one before and its votes, up to the head
 * that was published; that nobody voted more often a day than the rules say, nor twice a day for one entry; and that
 * the figures at the end are what the votes give.
 */
export type RecountCheck = 'form' | 'chain' | 'rules' | 'tally';

export interface RecountFault {
  readonly check: RecountCheck;
  /** A word for machines; the command and the page have sentences. */
  readonly fault: string;
  /** The first line that is wrong, counted from 1 with the header; null when it is no line. */
  readonly line: number | null;
}

export interface Recount {
  readonly ok: boolean;
  /** The first fault of each check. */
  readonly faults: readonly RecountFault[];
  readonly header: VoteHeader | null;
  readonly votes: number;
  readonly voided: number;
  /** The entries with most votes: number and votes. */
  readonly best: readonly { readonly number: number; readonly votes: number }[];
  /** Votes of the voter that was asked for; 0 when none was. */
  readonly mine: number;
}

const SPACE = 32;
const LINE_FEED = new Uint8Array([10]);
const MOST_ENTRIES = 1_000_000;

/** Counts the votes of a file that comes in pieces of any length. Holds one day's voters and a number an entry at most. */
class Recounter {
  readonly #faults = new Map<RecountCheck, RecountFault>();
  readonly #counts = new Uint32Array(MOST_ENTRIES);
  readonly #voids = new Uint32Array(MOST_ENTRIES);
  readonly #toldOf = new Uint8Array(MOST_ENTRIES);
  readonly #ofVoter = new WordCounter();
  readonly #ofEntry = new WordCounter();
  readonly #words = new Int32Array(4);
  readonly #voter: Uint8Array | null;
  #header: VoteHeader | null = null;
  #hash = new Sha256().update(new Uint8Array(32));
  #head: Uint8Array = new Uint8Array(32);
  #open = 0;
  #batches = 0;
  #votes = 0;
  #voided = 0;
  #mine = 0;
  #line = 0;
  #ended = false;
  readonly #day = new Uint8Array(10);

  constructor(voter: string | null) {
    this.#voter = voter === null ? null : new TextEncoder().encode(voter);
  }

  /** One line, from `at` to before its line feed at `end`. */
  line(bytes: Uint8Array, at: number, end: number): void {
    this.#line += 1;
    if (this.#line === 1) this.#readHeader(bytes.subarray(at, end));
    else if (bytes[at] === MARK.batch) this.#endBatch(bytes, at, end);
    else if (bytes[at] === MARK.tally) this.#compare(new TextDecoder().decode(bytes.subarray(at + 1, end)));
    else this.#count(bytes, at, end);
  }

  finish(rest: number): Recount {
    const header = this.#header;
    if (header === null || rest > 0 || this.#open > 0)
      this.#fail('form', header === null ? 'header' : 'cut', null);
    if (header !== null) {
      const whole = this.#batches === header.batches && this.#votes === header.votes;
      if (!whole || toHex(this.#head) !== header.head) this.#fail('chain', 'not-the-head', null);
      if (this.#voided !== header.voided) this.#fail('tally', 'voided', null);
    }
    for (let entry = 0; entry < MOST_ENTRIES; entry += 1) {
      const counted = (this.#counts[entry] as number) + (this.#voids[entry] as number) > 0;
      if (counted && this.#toldOf[entry] === 0) this.#fail('tally', 'entry-missing', null);
    }
    const faults = (['form', 'chain', 'rules', 'tally'] as const).flatMap(
      (each) => this.#faults.get(each) ?? [],
    );
    return {
      ok: faults.length === 0,
      faults,
      header,
      votes: this.#votes,
      voided: this.#voided,
      best: this.#best(10),
      mine: this.#mine,
    };
  }

  #fail(check: RecountCheck, fault: string, line: number | null = this.#line): void {
    if (!this.#faults.has(check)) this.#faults.set(check, { check, fault, line });
  }

  #readHeader(bytes: Uint8Array): void {
    this.#header = readVoteHeader(new TextDecoder().decode(bytes));
    if (this.#header === null) this.#fail('form', 'header');
  }

  #count(bytes: Uint8Array, at: number, end: number): void {
    const number = readDigits(bytes, at + 23, 6);
    const mark = bytes[at + HASHED];
    const spaced = bytes[at + 22] === SPACE && bytes[at + 29] === SPACE && bytes[at + 40] === SPACE;
    const whole = end - at === VOTE_LINE - 1 && spaced && number >= 1 && !this.#ended;
    if (
      !whole ||
      !readLetters(bytes, at, 22, this.#words, 0) ||
      (mark !== MARK.counts && mark !== MARK.voided)
    ) {
      this.#fail('form', 'shape');
      return;
    }
    this.#hash.update(bytes, at, at + HASHED - 1).update(LINE_FEED);
    this.#open += 1;
    this.#votes += 1;
    if (mark === MARK.voided) {
      this.#voided += 1;
      this.#voids[number] = (this.#voids[number] as number) + 1;
    } else this.#counts[number] = (this.#counts[number] as number) + 1;
    this.#judge(bytes, at, number);
  }

  #judge(bytes: Uint8Array, at: number, number: number): void {
    const order = compareBytes(bytes, at + 30, this.#day);
    if (order < 0) this.#fail('rules', 'day-before');
    if (order > 0) {
      this.#day.set(bytes.subarray(at + 30, at + 40));
      this.#ofVoter.clear();
      this.#ofEntry.clear();
    }
    const [a = 0, b = 0, c = 0, d = 0] = this.#words;
    if (this.#ofVoter.put(a, b, c, d) > (this.#header?.votesADay ?? 0)) this.#fail('rules', 'too-many-a-day');
    if (this.#ofEntry.put(a, b, c, number) > 1) this.#fail('rules', 'twice-for-one');
    if (this.#voter !== null && compareBytes(bytes, at, this.#voter) === 0) this.#mine += 1;
  }

  #endBatch(bytes: Uint8Array, at: number, end: number): void {
    const said = fromHex(new TextDecoder().decode(bytes.subarray(at + 1, end)));
    if (said?.length !== 32 || this.#open === 0) this.#fail('form', 'shape');
    this.#head = this.#hash.digest();
    if (said !== null && toHex(said) !== toHex(this.#head)) this.#fail('chain', 'changed');
    this.#hash = new Sha256().update(this.#head);
    this.#open = 0;
    this.#batches += 1;
  }

  #compare(text: string): void {
    this.#ended = true;
    const [number = -1, votes = -1, voided = -1] = /^\d{1,6} \d+ \d+$/.test(text)
      ? text.split(' ').map(Number)
      : [];
    if (number < 0 || this.#toldOf[number] === 1) this.#fail('form', 'shape');
    this.#toldOf[number] = 1;
    if (this.#counts[number] !== votes || this.#voids[number] !== voided) this.#fail('tally', 'miscounted');
  }

  #best(count: number) {
    const best: { number: number; votes: number }[] = [];
    for (let number = 0; number < MOST_ENTRIES; number += 1) {
      const votes = this.#counts[number] as number;
      if (votes === 0 || (best.length === count && votes <= (best.at(-1)?.votes ?? 0))) continue;
      best.push({ number, votes });
      best.sort((a, b) => b.votes - a.votes || a.number - b.number);
      best.length = Math.min(best.length, count);
    }
    return best;
  }
}

/** Below 0 when the bytes at `at` come before `other`. */
function compareBytes(bytes: Uint8Array, at: number, other: Uint8Array): number {
  for (let i = 0; i < other.length; i += 1) {
    const difference = (bytes[at + i] ?? 0) - (other[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function readVoteHeader(text: string): VoteHeader | null {
  try {
    const header = JSON.parse(text) as VoteHeader;
    const counts = [header.votes, header.voided, header.batches, header.votesADay];
    const whole = counts.every((value) => Number.isSafeInteger(value) && value >= 0);
    return header.format === voteFormat && whole && fromHex(header.head)?.length === 32 ? header : null;
  } catch {
    return null;
  }
}

/**
 * Counts a file of votes again. `pieces` are its bytes in order, in pieces of any length; `voter` is what stands for
 * oneself, to find one's own votes. Needs nothing else: no network, and memory for one day's voters.
 */
export async function recountVotes(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  voter: string | null = null,
): Promise<Recount> {
  const recounter = new Recounter(voter);
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    let at = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
      recounter.line(bytes, at, end);
      at = end + 1;
    }
    rest = bytes.subarray(at);
    // No line of a file of votes is longer: this is something else.
    if (rest.length > 1 << 20) break;
  }
  return recounter.finish(rest.length);
}
