import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookingSearch, readBookingQuery } from './query.ts';

const states = ['live', 'waitlisted'] as const;
const session = '019ab000-0000-7000-8000-000000000001';

test('an address says what is looked for, and is made of it again', () => {
  const search = bookingSearch({
    q: '林 小满',
    status: 'live',
    from: '2026-11-22',
    sessionId: session,
    sort: '-starts',
  });
  assert.deepEqual(readBookingQuery(new URLSearchParams(search), [...states]), {
    q: '林 小满',
    status: 'live',
    from: '2026-11-22',
    sessionId: session,
    sort: '-starts',
  });
  assert.equal(bookingSearch({}), '');
  assert.equal(bookingSearch({}, { hide: 'price' }), '?hide=price');
});

test('what is not understood is left out', () => {
  const params = new URLSearchParams(`q= &status=mine&from=2026-13-99&to=yesterday&session=1&sort=name`);
  assert.deepEqual(readBookingQuery(params, [...states]), {});
});
