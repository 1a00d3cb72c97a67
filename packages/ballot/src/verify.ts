import { allot, type Place } from './allot.ts';
import { ENTRY_LINE, type EntryList, findLeaf, LineFault, readEntryLines } from './entry-lines.ts';
import { drawKey, drawOrder, type Pause } from './order.ts';
import { isOutcomeWon, OUTCOME, readOutcome, voidCodes } from './outcomes.ts';
import { leafOf, leafWords, type Receipt } from './receipt.ts';
import { type Header, RESULT_LINE, ranksOf, resultFormat } from './result-file.ts';
import { Sha256, sha256 } from './sha256.ts';
import { fromHex, readDigits, toHex } from './text.ts';

/**
 * What is checked, in this order: the file's form; that the seed is the one committed to; that the entries are those
 * whose hash was published at closing; that the order is what seed and entries give; that the places went by that
 * order; and, with a receipt, that one's own entry is among them as it was made.
 */
export type CheckName = 'form' | 'seed' | 'entries' | 'order' | 'places' | 'receipt';

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** What is wrong: a word for machines; the page and the command have sentences. Empty when nothing is. */
  readonly fault: string;
  /** The first line of the file that is wrong, counted from 1 with the header; null when it is no line. */
  readonly line: number | null;
}

export interface Report {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly header: Header | null;
  readonly figures: { readonly entries: number; won: number; waiting: number; voided: number } | null;
  /** The entry of the receipt; null without one, or when it was not found. */
  readonly mine: { readonly rank: number; readonly outcome: number } | null;
}

interface Read {
  readonly header: Header;
  readonly start: number;
  readonly list: EntryList;
  readonly ranks: Uint32Array;
  readonly outcomes: Uint8Array;
}

const passed = (name: CheckName): Check => ({ name, ok: true, fault: '', line: null });
const failed = (name: CheckName, fault: string, line: number | null = null): Check => ({
  name,
  ok: false,
  fault,
  line,
});

/** Verifies a result file alone, or with the receipt of one entry. Nothing else is needed; no network is used. */
export async function verifyBallot(
  file: Uint8Array,
  receipt: Receipt | null = null,
  pause: Pause = () => {},
): Promise<Report> {
  const read = readFile(file);
  if ('name' in read) return { ok: false, checks: [read], header: null, figures: null, mine: null };
  const { header, list } = read;
  await pause(0.1);
  const seed = fromHex(header.seed) ?? new Uint8Array();
  const entrySetHash = fromHex(header.entrySetHash) ?? new Uint8Array();
  const checks: Check[] = [passed('form'), checkSeed(header, seed), checkEntries(file, read)];
  await pause(0.2);
  const key = drawKey(seed, entrySetHash, header.publicValue);
  const order = await drawOrder(list, key, (done) => pause(0.2 + done * 0.7));
  checks.push(checkOrder(read, order), checkPlaces(read, order));
  const mine = receipt === null ? null : findMine(read, receipt);
  if (receipt !== null) checks.push(checkReceipt(read, receipt, mine));
  await pause(1);
  return {
    ok: checks.every((check) => check.ok),
    checks,
    header,
    figures: figuresOf(read),
    mine: mine === null ? null : { rank: read.ranks[mine] as number, outcome: read.outcomes[mine] as number },
  };
}

function readFile(file: Uint8Array): Read | Check {
  const end = file.indexOf(10);
  const header = end < 0 || end > 65_536 ? null : readHeader(new TextDecoder().decode(file.subarray(0, end)));
  if (header === null) return failed('form', 'header', 1);
  const start = end + 1;
  try {
    const list = readEntryLines(file, RESULT_LINE, start);
    if (list.count !== header.entries) return failed('form', 'count');
    const ranks = new Uint32Array(list.count);
    const outcomes = new Uint8Array(list.count);
    for (let i = 0, at = start; i < list.count; i += 1, at += RESULT_LINE) {
      const rank = readDigits(file, at + 53, 7);
      const outcome = readOutcome(file[at + 61] ?? 0, file[at + 62] ?? 0);
      const spaced = file[at + 52] === 32 && file[at + 60] === 32 && file[at + 63] === 10;
      if (rank < 1 || outcome < 0 || !spaced) return failed('form', 'shape', i + 2);
      ranks[i] = rank;
      outcomes[i] = outcome;
    }
    return { header, start, list, ranks, outcomes };
  } catch (error) {
    if (error instanceof LineFault) return failed('form', error.what, error.line + 1);
    throw error;
  }
}

function readHeader(text: string): Header | null {
  let header: Header;
  try {
    header = JSON.parse(text);
  } catch {
    return null;
  }
  const isHash = (value: unknown) => typeof value === 'string' && fromHex(value)?.length === 32;
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  const isPlace = (place: Place) => typeof place?.pool === 'string' && isCount(place.seats);
  const whole =
    header?.format === resultFormat &&
    [header.commitment, header.entrySetHash, header.seed].every(isHash) &&
    [header.entries, header.waiting].every(isCount) &&
    Array.isArray(header.places) &&
    header.places.length >= 1 &&
    header.places.length <= 17 &&
    header.places.every(isPlace);
  return whole ? header : null;
}

function checkSeed(header: Header, seed: Uint8Array): Check {
  if (toHex(sha256(seed)) !== header.commitment) return failed('seed', 'not-committed');
  if (header.publicSource !== null && !header.publicValue) return failed('seed', 'public-value-missing');
  return passed('seed');
}

function checkEntries(file: Uint8Array, { header, start, list }: Read): Check {
  const hash = new Sha256();
  const end = new Uint8Array([10]);
  for (let i = 0, at = start; i < list.count; i += 1, at += RESULT_LINE) {
    hash.update(file, at, at + ENTRY_LINE - 1).update(end);
  }
  return toHex(hash.digest()) === header.entrySetHash
    ? passed('entries')
    : failed('entries', 'not-published');
}

function checkOrder({ ranks }: Read, order: Uint32Array): Check {
  const line = ranksOf(order).findIndex((rank, index) => ranks[index] !== rank);
  return line < 0 ? passed('order') : failed('order', 'not-as-drawn', line + 2);
}

function checkPlaces({ header, list, outcomes }: Read, order: Uint32Array): Check {
  const voided = new Map<number, number>();
  for (const [index, outcome] of outcomes.entries())
    if (voidCodes.includes(outcome)) voided.set(index, outcome);
  const right = allot(list, order, header.places, header.waiting, voided);
  const line = right.findIndex((outcome, index) => outcomes[index] !== outcome);
  return line < 0 ? passed('places') : failed('places', 'not-by-order', line + 2);
}

/** The index of the receipt's line; null when there is none. */
function findMine({ list }: Read, receipt: Receipt): number | null {
  const words = leafWords(receipt.leaf);
  const index = words === null ? -1 : findLeaf(list, words);
  return index < 0 ? null : index;
}

function checkReceipt({ header, list }: Read, receipt: Receipt, mine: number | null): Check {
  if (receipt.ballot !== header.ballot) return failed('receipt', 'other-ballot');
  if (leafOf(receipt) !== receipt.leaf) return failed('receipt', 'leaf');
  if (receipt.commitment !== header.commitment) return failed('receipt', 'commitment-changed');
  if (receipt.publicSource !== header.publicSource) return failed('receipt', 'public-source-changed');
  if (mine === null) return failed('receipt', 'not-entered');
  const same = list.weights[mine] === receipt.weight && list.seats[mine] === receipt.seats;
  return same ? passed('receipt') : failed('receipt', 'changed', mine + 2);
}

function figuresOf({ outcomes }: Read) {
  const figures = { entries: outcomes.length, won: 0, waiting: 0, voided: 0 };
  for (const outcome of outcomes) {
    if (isOutcomeWon(outcome)) figures.won += 1;
    else if (outcome === OUTCOME.waiting) figures.waiting += 1;
    else if (voidCodes.includes(outcome)) figures.voided += 1;
  }
  return figures;
}
