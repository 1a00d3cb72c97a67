import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judging, round } from './contest.factory.ts';
import { placesOf } from './gallery/order.rules.ts';
import { gramsOf, gramsOfQuery } from './grams.rules.ts';
import { type Contender, expertScore, placeAll, weigh } from './results/results.rules.ts';
import { blockOf } from './votes/voter.ts';

const rules = round(new Date('2026-11-23T04:00:00Z'), 0, 1, { voteShare: 40, judging, advance: 3 });
const contender = fc.record({
  votes: fc.nat(1_000_000),
  category: fc.constantFrom('song', 'dance'),
  scores: fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 9 }),
});
const contenders = fc
  .array(contender, { maxLength: 40 })
  .map((list): Contender[] =>
    list.map((each, index) => ({ ...each, entryId: String(index), number: index + 1 })),
  );

test('every contender is placed once; better in everything is never worse placed; totals stay within bounds', () => {
  fc.assert(
    fc.property(contenders, fc.constantFrom('share_of_best' as const, 'rank' as const), (list, voteScale) => {
      const placed = placeAll({ ...rules, voteScale }, list);
      assert.equal(new Set(placed.map((each) => each.entryId)).size, list.length);
      for (const each of placed) {
        assert.ok(each.total >= 0 && each.total <= 10_000);
        assert.equal(each.advanced, each.rank <= 3);
        const better = placed.filter(
          (other) =>
            other.category === each.category &&
            other.votes > each.votes &&
            (other.expertScore ?? 0) > (each.expertScore ?? 0),
        );
        assert.ok(better.every((other) => other.rank <= each.rank));
        const above = placed.filter((other) => other.category === each.category && other.rank < each.rank);
        assert.equal(above.length, each.rank - 1);
      }
    }),
  );
});

test('the order in which contenders come changes no place', () => {
  fc.assert(
    fc.property(contenders, (list) => {
      assert.deepEqual(placeAll(rules, list.toReversed()), placeAll(rules, list));
    }),
  );
});

test('extremes are dropped from four scores on', () => {
  assert.equal(expertScore([9000, 8000, 7000], true), 8000);
  assert.equal(expertScore([10_000, 9000, 8000, 0], true), 8500);
  assert.equal(expertScore([10_000, 9000, 8000, 0], false), 6750);
  assert.equal(weigh(judging.criteria, { skill: 100, stage: 50 }), 8000);
});

test('a visitor’s order of the gallery holds every place once, whatever the pages', () => {
  const sizes = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(20)).map(([seldom, rest, fresh]) => ({
    seldom,
    dealtSize: seldom + rest,
    size: seldom + rest + fresh,
  }));
  fc.assert(
    fc.property(sizes, fc.string(), fc.integer({ min: 1, max: 30 }), (dealt, seed, page) => {
      const places: number[] = [];
      for (let from = 0; from < dealt.size; from += page) places.push(...placesOf(dealt, seed, from, page));
      assert.equal(places.length, dealt.size);
      assert.equal(new Set(places).size, dealt.size);
      const fresh = dealt.size - dealt.dealtSize;
      assert.ok(places.slice(0, fresh).every((place) => place >= dealt.dealtSize));
      assert.ok(places.slice(fresh, fresh + dealt.seldom).every((place) => place < dealt.seldom));
    }),
  );
});

test('each entry is first for about as many visitors', () => {
  const first = new Uint32Array(10);
  for (let visitor = 0; visitor < 5000; visitor += 1) {
    const [place = 0] = placesOf({ seldom: 0, dealtSize: 10, size: 10 }, `visitor ${visitor}`, 0, 1);
    first[place] = (first[place] ?? 0) + 1;
  }
  assert.ok(
    first.every((times) => times > 400 && times < 600),
    String(first),
  );
});

test('a search finds what it is part of', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'车间的歌声工人Ａbc12') }), fc.nat(8), (text, from) => {
      const part = text.slice(from, from + 3);
      const grams = new Set(gramsOf(text));
      assert.ok(gramsOfQuery(part).every((gram) => grams.has(gram)));
    }),
  );
});

test('addresses belong to blocks', () => {
  assert.equal(blockOf('::ffff:192.0.2.7'), '192.0.2.0/24');
  assert.equal(blockOf('2001:db8:1:2::3'), '2001:db8:1::/48');
  assert.equal(blockOf('::1'), '0:0:0::/48');
});
