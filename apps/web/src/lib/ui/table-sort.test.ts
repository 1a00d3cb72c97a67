import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder, readSort, sortedAddress, sortIn, sortWord } from './table-sort.ts';

const usual = { key: 'visits', direction: 'desc' } as const;
const at = (search: string) => new URL(`http://palace.example/console/figures${search}`);
const keys = ['name', 'visits'];

test('a table’s order is in the address, beside those of others; an order it does not have is not taken', () => {
  assert.deepEqual(sortIn(at('?palaces=name&brands=-visits'), 'palaces', keys, usual), {
    key: 'name',
    direction: 'asc',
  });
  assert.deepEqual(sortIn(at('?brands=-visits'), 'palaces', keys, usual), usual);
  assert.deepEqual(sortIn(at('?palaces=-secret'), 'palaces', keys, usual), usual);
  for (const word of ['visits', '-visits']) assert.equal(sortWord(readSort(word)), word);
  const next = sortedAddress(at('?period=month&brands=name'), 'palaces', {
    key: 'visits',
    direction: 'desc',
  });
  assert.equal(next, '?period=month&brands=name&palaces=-visits');
  assert.deepEqual(sortIn(at(next), 'palaces', keys, { key: 'name', direction: 'asc' }), usual);
});

test('numbers and words are ordered both ways; what has no value is last either way, and equal rows stay as they were', () => {
  const rows = [
    { name: '苏州', visits: 5 },
    { name: '北京', visits: null },
    { name: '安庆', visits: 70 },
    { name: '南通', visits: 5 },
  ];
  const names = (key: 'name' | 'visits', direction: 'asc' | 'desc') =>
    inOrder(rows, { key, direction }, (row) => row[key]).map((row) => row.name);
  assert.deepEqual(names('visits', 'desc'), ['安庆', '苏州', '南通', '北京']);
  assert.deepEqual(names('visits', 'asc'), ['苏州', '南通', '安庆', '北京']);
  assert.deepEqual(names('name', 'asc'), ['安庆', '北京', '南通', '苏州']);
});
