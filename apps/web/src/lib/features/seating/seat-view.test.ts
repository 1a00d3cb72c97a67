import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOutSeats, packSeats, type Seat, theatrePlan } from '@wengong/contract';
import fc from 'fast-check';
import { SeatChooser } from './seat-chooser.ts';
import { moved, seatBeside, seatFinder, wholeView, zoomed } from './seat-view.ts';

const layout = layOutSeats(theatrePlan);
const size = { width: 360, height: 400 };
const at = (index: number): Seat => layout.seats[index] ?? assert.fail();
const indices = fc.nat({ max: layout.seats.length - 1 });

test('every seat is found where it is drawn, however the map lies', () => {
  const find = seatFinder(layout);
  fc.assert(
    fc.property(indices, fc.double({ min: 1, max: 9, noNaN: true }), (index, factor) => {
      const whole = wholeView(layout.bounds, size);
      const view = zoomed(whole, layout.bounds, size, factor, { x: 180, y: 200 });
      const { x, y } = at(index);
      assert.equal(find(view, x * view.scale + view.left, y * view.scale + view.top)?.index, index);
    }),
  );
});

test('the house is never lost from sight', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.integer({ min: -9999, max: 9999 }),
      fc.integer({ min: -9999, max: 9999 }),
      (factor, dx, dy) => {
        const { bounds } = layout;
        const near = zoomed(wholeView(bounds, size), bounds, size, factor, { x: 10, y: 10 });
        const view = moved(near, bounds, size, dx, dy);
        const [left, right] = [bounds.left, bounds.right].map((x) => x * view.scale + view.left);
        assert.ok((left ?? 0) <= size.width && (right ?? 0) >= 0);
        assert.ok(view.scale <= 72 && view.scale >= wholeView(bounds, size).scale - 1e-9);
      },
    ),
  );
});

test('arrow keys go along the row, and to the nearest seat of the next one', () => {
  assert.equal(seatBeside(layout, at(0), 'ArrowLeft'), undefined);
  assert.equal(seatBeside(layout, at(0), 'ArrowRight')?.index, 1);
  const below = seatBeside(layout, at(0), 'ArrowDown');
  assert.equal(below?.row, 1);
  assert.equal(seatBeside(layout, below ?? at(0), 'ArrowUp')?.index, 0);
});

test('a choice holds what may be had, and loses what others take', () => {
  const chooser = new SeatChooser(layout, packSeats([3], layout.seats.length), 2);
  const special = (kind: string) => layout.seats.find((seat) => seat.kind === kind) ?? assert.fail();
  assert.equal(chooser.toggle(at(3)), 'taken');
  assert.equal(chooser.toggle(special('blocked')), 'blocked');
  assert.equal(chooser.toggle(special('wheelchair')), 'for-wheelchair');
  assert.deepEqual(
    [5, 6, 7].map((index) => chooser.toggle(at(index))),
    ['chosen', 'chosen', 'most'],
  );
  const { lost, changed } = chooser.update(packSeats([3, 6], layout.seats.length));
  assert.deepEqual([lost.map((seat) => seat.index), changed, chooser.chosen], [[6], true, [5]]);
  assert.equal(chooser.toggle(at(5)), 'let-go');
  assert.equal(chooser.best(2, undefined), true);
  assert.equal(chooser.chosen.length, 2);
});
