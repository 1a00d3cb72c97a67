import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, countOf, percentOf, signed } from './shares.ts';

test('a share is rounded, but never to none or all of it', () => {
  assert.equal(percentOf(2200, 3670), '60%');
  assert.equal(percentOf(1, 1000), '<1%');
  assert.equal(percentOf(999, 1000), '99%');
  assert.equal(percentOf(5, 5), '100%');
  assert.equal(percentOf(0, 5), '0%');
  assert.equal(percentOf(0, 0), '–');
});

test('a change is counted from what was before, where there was something', () => {
  assert.deepEqual([changeOf(110, 100), changeOf(0, 100), changeOf(100, 100)], [10, -100, 0]);
  assert.equal(changeOf(5, 0), null);
  assert.deepEqual([signed(10), signed(-3), signed(0)], ['+10', '-3', '0']);
});

test('a column is sorted by the number it shows, a share by the share and not by how many it is', () => {
  const few = { visits: 10, sessions: 1, people: null, seatsBooked: 4, seatsOffered: 4, seatsMissed: 3 };
  const many = { visits: 900, sessions: 7, people: 80, seatsBooked: 90, seatsOffered: 200, seatsMissed: 9 };
  for (const key of ['booked', 'missed'])
    assert.ok((countOf(few, key) ?? 0) > (countOf(many, key) ?? 0), key);
  for (const key of ['visits', 'sessions'])
    assert.ok((countOf(few, key) ?? 0) < (countOf(many, key) ?? 0), key);
  assert.deepEqual([countOf(few, 'people'), countOf(many, 'people')], [null, 80]);
  assert.equal(countOf({ visits: 0, sessions: 0 }, 'publicBenefit'), null);
});
