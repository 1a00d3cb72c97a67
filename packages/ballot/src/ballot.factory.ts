import { createHash } from 'node:crypto';
import { allot, type Place } from './allot.ts';
import { readEntryLines } from './entry-lines.ts';
import { drawKey, drawOrder } from './order.ts';
import { leafOf, type Receipt, receiptFormat } from './receipt.ts';
import { type Header, ranksOf, resultFormat, writeResultLines } from './result-file.ts';
import { sha256 } from './sha256.ts';
import { toHex } from './text.ts';

export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
export const bytes = (line: string) => new TextEncoder().encode(line);
export const nodeHash = (...pieces: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

interface Entry {
  readonly weight: number;
  readonly seats?: number;
  readonly pools?: number;
}

/** Entry lines of made-up entries; the leaf of entry n is the hash of n. */
export function linesOf(entries: readonly Entry[]): Uint8Array {
  const lines = entries
    .map(({ weight, seats = 1, pools = 0 }, n) => {
      const leaf = nodeHash(bytes(String(n)));
      return {
        leaf,
        line: `${leaf.toString('base64url')} ${weight} ${seats} ${pools.toString(16).padStart(4, '0')}\n`,
      };
    })
    .toSorted((a, b) => Buffer.compare(a.leaf, b.leaf));
  return bytes(lines.map((each) => each.line).join(''));
}

/** A whole draw as a server makes it. */
export async function resultOf(
  entryLines: Uint8Array,
  places: readonly Place[],
  more: Partial<Header> = {},
  waiting = 2,
) {
  const seed = new Uint8Array(32).fill(7);
  const list = readEntryLines(entryLines);
  const header: Header = {
    format: resultFormat,
    ballot: '01930000-0000-7000-8000-000000000001',
    palace: '测试工人文化宫',
    title: '暑期游泳班',
    closedAt: '2026-06-01T04:00:00.000Z',
    drawnAt: '2026-06-02T04:00:00.000Z',
    commitment: toHex(sha256(seed)),
    entrySetHash: toHex(sha256(entryLines)),
    entries: list.count,
    publicSource: null,
    publicValue: null,
    seed: toHex(seed),
    places,
    waiting,
    ...more,
  };
  const order = await drawOrder(list, drawKey(seed, sha256(entryLines), header.publicValue));
  const outcomes = allot(list, order, places, waiting);
  const lines = writeResultLines(entryLines, ranksOf(order), outcomes, 0);
  return {
    file: Buffer.concat([bytes(`${JSON.stringify(header)}\n`), lines]),
    order,
    outcomes,
    list,
    header,
  };
}

const ballot = '01930000-0000-7000-8000-000000000001';
const mine = {
  ballot,
  entry: '01930000-0000-7000-8000-000000000002',
  person: '01930000-0000-7000-8000-000000000003',
  salt: 'c2FsdHNhbHRzYWx0c2FsdA',
};

/** A draw of 31 people for two places of a category and `general` for everybody; one of them has a receipt. */
export async function drawn(more: Partial<Header> = {}, general = 4) {
  const others = text(linesOf(Array.from({ length: 30 }, (_, n) => ({ weight: 1 + (n % 3), pools: n % 2 }))));
  const own = `${leafOf(mine)} 2 1 0001\n`;
  const sorted = [...(others.match(/.*\n/g) as string[]), own].toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.slice(0, 43), 'base64url'), Buffer.from(b.slice(0, 43), 'base64url')),
  );
  const result = await resultOf(
    bytes(sorted.join('')),
    [
      { pool: 'general', seats: general },
      { pool: 'R1', seats: 2 },
    ],
    more,
  );
  const receipt: Receipt = {
    format: receiptFormat,
    ...mine,
    leaf: leafOf(mine),
    weight: 2,
    seats: 1,
    commitment: result.header.commitment,
    publicSource: result.header.publicSource,
  };
  return { ...result, receipt, line: sorted.indexOf(own) + 2 };
}
