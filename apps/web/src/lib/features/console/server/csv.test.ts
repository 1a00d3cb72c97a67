import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvFile } from './csv.ts';

test('quotes what would break a line and defuses what a spreadsheet would run', async () => {
  const file = csvFile(
    'a.csv',
    ['名称', 'n'],
    [
      ['说"好",\n再见', 3],
      ['=1+1', -2],
    ],
  );
  const bytes = Buffer.from(await file.arrayBuffer());
  assert.equal(bytes.subarray(0, 3).toString('hex'), 'efbbbf');
  assert.equal(bytes.subarray(3).toString(), '名称,n\r\n"说""好"",\n再见",3\r\n\'=1+1,-2\r\n');
});

test('a file name keeps to plain characters', () => {
  const file = csvFile('人次"2026.csv', ['a'], []);
  assert.equal(file.headers.get('content-disposition'), 'attachment; filename="___2026.csv"');
});
