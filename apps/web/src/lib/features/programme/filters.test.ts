import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterValue, listHref, readQuery, toListQuery } from './filters.ts';

const read = (query: string) => readQuery(new URLSearchParams(query));

test('only what the API understands is read from an address', () => {
  assert.deepEqual(read('kind=film&kind=nonsense&day=2026-99-99&free=banana&utm_source=x&city=南通市'), {
    kind: ['film'],
    city: ['南通市'],
  });
});

test('several values come repeated or with commas, each once', () => {
  assert.deepEqual(read('timeBand=lunch,evening&timeBand=evening').timeBand, ['lunch', 'evening']);
});

test('an empty city means every city and stays in the addresses made from it', () => {
  const everywhere = read('city=&free=1');
  assert.equal(filterValue(everywhere, 'city'), '');
  assert.equal(listHref(everywhere, { kind: 'film' }), '/activities?free=1&city=&kind=film');
  assert.deepEqual(toListQuery(everywhere), { city: '', free: '1' });
});

test('a changed filter replaces the old one, null takes it away', () => {
  const query = read('kind=film&day=2026-11-22');
  assert.equal(listHref(query, { kind: 'course' }), '/activities?kind=course&day=2026-11-22');
  assert.equal(listHref(query, { kind: null, day: null }), '/activities');
});
