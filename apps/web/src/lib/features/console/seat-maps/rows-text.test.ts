import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theatrePlan } from '@wengong/contract';
import { rowsOf, textOf } from './rows-text.ts';

test('rows are read line by line, several alike at once', () => {
  assert.deepEqual(rowsOf('1-2: 8 16 8\nA：4，4'), {
    rows: [
      { name: '1', blocks: [8, 16, 8] },
      { name: '2', blocks: [8, 16, 8] },
      { name: 'A', blocks: [4, 4] },
    ],
    wrong: null,
  });
});

test('a line that says nothing is named', () => {
  for (const line of ['排一 8 8', '3: ', '5-2: 8', '1: 0', '1: 1 1 1 1 1 1 1 1 1', 'A-9: 4']) {
    assert.equal(rowsOf(`1: 4\n${line}`).wrong, line.trim(), line);
  }
});

test('rows become the text they were read from', () => {
  for (const { rows } of theatrePlan.sections) assert.deepEqual(rowsOf(textOf(rows)).rows, rows);
  assert.equal(textOf(theatrePlan.sections[0]?.rows ?? []), '1-3: 8 16 8\n4-26: 10 18 10');
});
