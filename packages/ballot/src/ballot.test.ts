import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allot } from './allot.ts';
import { bytes, linesOf, nodeHash, text } from './ballot.factory.ts';
import { LineFault, readEntryLines } from './entry-lines.ts';
import { drawKey, drawOrder } from './order.ts';
import { isOutcomeWon, OUTCOME, outcomeLetters, readOutcome, wonFrom } from './outcomes.ts';
import { Sha256, sha256 } from './sha256.ts';
import { toHex } from './text.ts';

describe('SHA-256', () => {
  test('agrees with the platform’s own, however the message is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
        const own = new Sha256();
        for (const piece of pieces) own.update(piece);
        assert.equal(toHex(own.digest()), nodeHash(...pieces).toString('hex'));
      }),
    );
  });
});

describe('entry lines', () => {
  test('are read as they were written', () => {
    const list = readEntryLines(linesOf([{ weight: 3, seats: 2, pools: 0x8001 }]));
    assert.equal(list.count, 1);
    assert.deepEqual([list.weights[0], list.seats[0], list.pools[0]], [3, 2, 0x8001]);
    const leaf = nodeHash(bytes('0'));
    assert.deepEqual(
      [...list.leaves],
      Array.from({ length: 8 }, (_, i) => leaf.readInt32BE(i * 4)),
    );
  });

  test('out of order, twice, cut off or of another shape are refused by their number', () => {
    const lines = text(linesOf(Array.from({ length: 5 }, () => ({ weight: 1 }))));
    const rows = lines.match(/.*\n/g) as string[];
    const refused = (changed: string[]) => {
      try {
        readEntryLines(bytes(changed.join('')));
        return 'read';
      } catch (error) {
        return error instanceof LineFault ? `${error.what} ${error.line}` : error;
      }
    };
    assert.equal(refused(rows), 'read');
    assert.equal(refused(rows.toSpliced(2, 1, rows[1] as string)), 'sorting 3');
    assert.equal(refused([...rows.slice(0, 3), rows[4] as string, rows[3] as string]), 'sorting 5');
    assert.equal(refused(rows.with(1, (rows[1] as string).replace(' 1 ', ' 9 '))), 'shape 2');
    assert.equal(refused(rows.with(4, (rows[4] as string).slice(0, 20))), 'shape 5');
  });
});

describe('the draw', () => {
  test('gives this order for these entries on every machine', async () => {
    const lines = linesOf([1, 2, 3, 4, 5, 6, 7, 8, 1, 1].map((weight) => ({ weight })));
    const key = drawKey(new Uint8Array(32).fill(7), sha256(lines), '双色球 01 02 03');
    assert.equal(toHex(sha256(lines)), VECTOR.entrySetHash);
    assert.equal(toHex(key), VECTOR.key);
    assert.deepEqual([...(await drawOrder(readEntryLines(lines), key))], VECTOR.order);
  });

  test('is that of the slips, written down again in the plainest way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }), async (weights) => {
        const lines = linesOf(weights.map((weight) => ({ weight })));
        const key = randomBytes(32);
        const plain = (text(lines).match(/.*\n/g) ?? [])
          .map((line, index) => ({ index, slip: lowestSlip(key, line) }))
          .toSorted((a, b) => (a.slip < b.slip ? -1 : 1));
        assert.deepEqual(
          [...(await drawOrder(readEntryLines(lines), key))],
          plain.map((each) => each.index),
        );
      }),
    );
  });

  test('draws first in proportion to the weights', async () => {
    const lines = linesOf([{ weight: 1 }, { weight: 3 }]);
    const list = readEntryLines(lines);
    const heavy = list.weights[0] === 3 ? 0 : 1;
    let first = 0;
    for (let round = 0; round < 1200; round += 1) {
      const [drawn] = await drawOrder(list, nodeHash(bytes(`round ${round}`)));
      if (drawn === heavy) first += 1;
    }
    // 900 expected, deviation 15: five of them either way.
    assert.ok(first > 825 && first < 975, String(first));
  });

  test('keeps equal high halves in the order of the low ones', async () => {
    const list = readEntryLines(linesOf(Array.from({ length: 3000 }, () => ({ weight: 1 }))));
    const order = await drawOrder(list, randomBytes(32));
    assert.deepEqual(
      [...order].toSorted((a, b) => a - b),
      Array.from(list.weights.keys()),
    );
  });
});

function lowestSlip(key: Uint8Array, line: string): bigint {
  const [leaf = '', weight] = line.split(' ');
  const slips = Array.from({ length: Number(weight) }, (_, slip) => {
    const block = Buffer.alloc(4);
    block.writeUInt32BE(Math.floor(slip / 4));
    const hash = nodeHash(
      key,
      bytes('wengong ballot slips v1'.padEnd(32, '\0')),
      Buffer.from(leaf, 'base64url'),
      block,
    );
    return hash.readBigUInt64BE((slip % 4) * 8);
  });
  return slips.reduce((a, b) => (a < b ? a : b));
}

describe('the places', () => {
  const places = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 });
  const entries = fc.array(
    fc.record({
      weight: fc.constant(1),
      seats: fc.integer({ min: 1, max: 6 }),
      pools: fc.integer({ min: 0, max: 7 }),
    }),
    { maxLength: 40 },
  );

  test('are never more than there are, only for those eligible, and none stays free beside somebody it fits', async () => {
    await fc.assert(
      fc.asyncProperty(entries, places, fc.nat(5), async (people, seats, waiting) => {
        const list = readEntryLines(linesOf(people));
        const order = await drawOrder(list, new Uint8Array(32));
        const outcomes = allot(
          list,
          order,
          seats.map((each, n) => ({ pool: String(n), seats: each })),
          waiting,
        );
        const left = [...seats];
        for (const [index, outcome] of outcomes.entries()) {
          if (!isOutcomeWon(outcome)) continue;
          const pool = outcome - wonFrom(0);
          assert.ok(pool === 0 || ((list.pools[index] as number) >> (pool - 1)) & 1);
          left[pool] = (left[pool] as number) - (list.seats[index] as number);
        }
        assert.ok(left.every((each) => each >= 0));
        for (const [index, outcome] of outcomes.entries()) {
          if (isOutcomeWon(outcome)) continue;
          assert.ok((left[0] as number) < (list.seats[index] as number));
        }
        const losers = outcomes.filter((outcome) => !isOutcomeWon(outcome));
        const queued = losers.filter((outcome) => outcome === OUTCOME.waiting).length;
        assert.equal(queued, Math.min(waiting, losers.length));
      }),
    );
  });

  test('pass over who is not eligible any more, and the next moves up', async () => {
    const list = readEntryLines(linesOf(Array.from({ length: 4 }, () => ({ weight: 1 }))));
    const order = await drawOrder(list, new Uint8Array(32));
    const [first, second] = [order[0] as number, order[1] as number];
    const outcomes = allot(
      list,
      order,
      [{ pool: 'general', seats: 1 }],
      0,
      new Map([[first, OUTCOME.accountClosed]]),
    );
    assert.equal(outcomes[first], OUTCOME.accountClosed);
    assert.equal(outcomes[second], wonFrom(0));
  });

  test('have letters that read back', () => {
    for (const outcome of [
      ...Object.values(OUTCOME),
      ...Array.from({ length: 17 }, (_, pool) => wonFrom(pool)),
    ]) {
      const letters = bytes(outcomeLetters(outcome));
      assert.equal(readOutcome(letters[0] as number, letters[1] as number), outcome);
    }
    assert.equal(readOutcome(88, 88), -1);
  });
});

// Computed with Python's hashlib from the description in `drawOrder`.
const VECTOR = {
  entrySetHash: '7dac7a96d91b0161b40e180b587546d446009dc05429d2f3b677b38a5e2e1bcf',
  key: 'a9c14b4f01439d7bdef73ce8006cc511718003ff906ed3b0eb4e3eddfb14a15d',
  order: [9, 6, 3, 5, 2, 0, 8, 7, 1, 4],
};
