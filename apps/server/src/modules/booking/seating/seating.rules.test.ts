import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestSeats, isPacked, layOutSeats, packSeats, placeOf, type SeatLayout } from '@wengong/contract';
import fc from 'fast-check';
import { seatPlanOf } from './seating.factory.ts';
import { insteadOf, seatsFor } from './seating.rules.ts';

const numbers = (layout: SeatLayout) => layout.seats.map((seat) => seat.number);

test('seats are numbered through, or from the centre line outwards by odd and even', () => {
  const of = (numbering: 'left-to-right' | 'right-to-left' | 'odd-left' | 'odd-right', blocks: number[]) => {
    const plan = seatPlanOf([blocks]);
    return numbers(layOutSeats({ ...plan, sections: plan.sections.map((each) => ({ ...each, numbering })) }));
  };
  assert.deepEqual(of('left-to-right', [2, 2]), [1, 2, 3, 4]);
  assert.deepEqual(of('right-to-left', [2, 2]), [4, 3, 2, 1]);
  assert.deepEqual(of('odd-left', [3, 3]), [5, 3, 1, 2, 4, 6]);
  assert.deepEqual(of('odd-right', [3, 3]), [6, 4, 2, 1, 3, 5]);
  assert.deepEqual(of('odd-left', [5]), [5, 3, 1, 2, 4]);
});

test('a seat is named by row and number, and by its section where there are several', () => {
  const [stalls] = seatPlanOf([[2]]).sections;
  assert.ok(stalls);
  const one = layOutSeats(seatPlanOf([[2]]));
  const two = layOutSeats({
    ...seatPlanOf([]),
    sections: [stalls, { ...stalls, name: '楼座', nameEn: 'Balcony' }],
  });
  assert.deepEqual(placeOf(one, one.seats[1] ?? assert.fail()), { zh: '1排2座', en: 'Row 1 seat 2' });
  assert.deepEqual(placeOf(two, two.seats[3] ?? assert.fail()), {
    zh: '楼座1排2座',
    en: 'Balcony, row 1 seat 2',
  });
});

test('rows that bend keep their distances', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 2, max: 30 }), (curve, count) => {
      const plan = seatPlanOf([[count], [count]]);
      const { seats } = layOutSeats({
        ...plan,
        sections: plan.sections.map((section) => ({ ...section, curve })),
      });
      for (const [index, seat] of seats.entries()) {
        const next = seats[index + 1];
        if (next === undefined || next.row !== seat.row) continue;
        assert.ok(Math.abs(Math.hypot(next.x - seat.x, next.y - seat.y) - 1) < 0.01);
      }
    }),
  );
});

const kinds = ['wheelchair', 'companion', 'restricted', 'blocked'] as const;
const houses = fc
  .record({
    rows: fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    }),
    marks: fc.array(
      fc.record({
        row: fc.integer({ min: 1, max: 4 }),
        seat: fc.integer({ min: 1, max: 18 }),
        kind: fc.constantFrom(...kinds),
      }),
      { maxLength: 6 },
    ),
    taken: fc.array(fc.nat({ max: 71 }), { maxLength: 60 }),
  })
  .map(({ rows, marks, taken }) => {
    const layout = layOutSeats(
      seatPlanOf(rows, { marks: marks.map((mark) => ({ ...mark, section: 0, row: String(mark.row) })) }),
    );
    const gone = packSeats(
      taken.filter((seat) => seat < layout.seats.length),
      layout.seats.length,
    );
    return { layout, taken: gone };
  });

const free = ({ layout, taken }: { layout: SeatLayout; taken: Uint8Array }) =>
  layout.seats.filter((seat) => seat.kind !== 'blocked' && !isPacked(taken, seat.index));

/** Every way to sit beside each other. */
const windows = (house: { layout: SeatLayout; taken: Uint8Array }, count: number) => {
  const open = new Set(free(house).map((seat) => seat.index));
  return house.layout.seats.flatMap(({ index }) => {
    const seats = Array.from({ length: count }, (_, place) => index + place);
    const block = house.layout.seats[index]?.block;
    const fits = seats.every((seat) => open.has(seat) && house.layout.seats[seat]?.block === block);
    return fits ? [seats] : [];
  });
};

/** Free ordinary seats that `seats` would leave without a free neighbour. */
const orphans = (house: { layout: SeatLayout; taken: Uint8Array }, seats: readonly number[]) => {
  const open = new Set(free(house).map((seat) => seat.index));
  for (const seat of seats) open.delete(seat);
  const { layout } = house;
  const beside = (a: number, b: number) => open.has(b) && layout.seats[a]?.block === layout.seats[b]?.block;
  const ends = [Math.min(...seats) - 1, Math.max(...seats) + 1];
  return ends.filter((seat) => {
    const kind = layout.seats[seat]?.kind;
    if (!open.has(seat) || layout.seats[seat]?.block !== layout.seats[seats[0] ?? 0]?.block) return false;
    return (
      (kind === 'standard' || kind === 'restricted') && !beside(seat, seat - 1) && !beside(seat, seat + 1)
    );
  }).length;
};

const reserved = (house: { layout: SeatLayout }, seats: readonly number[]) =>
  seats.filter((seat) => ['wheelchair', 'companion'].includes(house.layout.seats[seat]?.kind ?? '')).length;

test('the best seats are free, together where any are, keep wheelchair places and leave no orphan if avoidable', () => {
  fc.assert(
    fc.property(houses, fc.integer({ min: 1, max: 6 }), (house, count) => {
      const found = bestSeats(house.layout, house.taken, { count });
      const open = free(house);
      if (open.length < count) return assert.equal(found, null);
      assert.ok(found);
      assert.equal(new Set(found.seats).size, count);
      for (const seat of found.seats) assert.ok(open.some((each) => each.index === seat));
      const all = windows(house, count);
      assert.equal(found.together, all.length > 0);
      if (all.length === 0) return;
      const sorted = found.seats.toSorted((a, b) => a - b);
      assert.ok(all.some((window) => window.every((seat, place) => seat === sorted[place])));
      const fewest = Math.min(...all.map((window) => reserved(house, window)));
      assert.equal(reserved(house, found.seats), fewest);
      const sparing = all.filter((window) => reserved(house, window) === fewest);
      assert.equal(orphans(house, found.seats), Math.min(...sparing.map((window) => orphans(house, window))));
    }),
    { numRuns: 400 },
  );
});

test('among equals the best seats are those nearest the best place of the house', () => {
  fc.assert(
    fc.property(houses, fc.integer({ min: 1, max: 4 }), (house, count) => {
      const found = bestSeats(house.layout, house.taken, { count });
      if (found === null || !found.together) return;
      const best = house.layout.bounds.bottom * 0.3;
      const distance = (seats: readonly number[]) =>
        seats.reduce((sum, index) => {
          const seat = house.layout.seats[index];
          assert.ok(seat);
          return (
            sum + Math.abs(seat.x) + 0.9 * Math.abs(seat.y - best) + (seat.kind === 'restricted' ? 30 : 0)
          );
        }, 0);
      const rank = (seats: readonly number[]) => [reserved(house, seats), orphans(house, seats)].join();
      for (const other of windows(house, count)) {
        if (rank(other) !== rank(found.seats)) continue;
        assert.ok(distance(found.seats) <= distance(other) + 1e-6);
      }
    }),
    { numRuns: 400 },
  );
});

test('who needs a place for a wheelchair gets it first, with the others beside it', () => {
  fc.assert(
    fc.property(houses, fc.integer({ min: 1, max: 4 }), (house, count) => {
      const found = bestSeats(house.layout, house.taken, { count, wheelchair: true });
      const places = free(house).filter((seat) => seat.kind === 'wheelchair');
      if (places.length === 0 || free(house).length < count) return assert.equal(found, null);
      assert.ok(found);
      assert.equal(house.layout.seats[found.seats[0] ?? -1]?.kind, 'wheelchair');
    }),
  );
});

test('chosen seats are given as chosen, or refused with the reason', () => {
  const layout = layOutSeats(
    seatPlanOf([[6]], {
      marks: [
        { section: 0, row: '1', seat: 1, kind: 'wheelchair' },
        { section: 0, row: '1', seat: 6, kind: 'blocked' },
      ],
    }),
  );
  const taken = packSeats([2], 6);
  const choose = (seats: number[], wheelchair = false) =>
    seatsFor(layout, taken, { count: seats.length, seats, wish: { wheelchair } });
  assert.deepEqual(choose([4, 3]), [4, 3]);
  assert.equal(choose([1, 2]), 'seat-taken');
  assert.equal(choose([5]), 'seat-unknown');
  assert.equal(choose([6]), 'seat-unknown');
  assert.equal(choose([0, 1]), 'seat-for-wheelchair');
  assert.deepEqual(choose([0, 1], true), [0, 1]);
  assert.deepEqual(insteadOf(layout, taken, [1, 2], {})?.seats, [3, 4]);
});
