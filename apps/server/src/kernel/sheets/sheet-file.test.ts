import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { sheetCells } from '../../testkit/sheet.ts';
import { attachment, type Cell, type Sheet, sheetBytes } from './sheet-file.ts';

async function* chunks(rows: readonly (readonly Cell[])[]) {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3);
}
const sheetOf = (rows: readonly (readonly Cell[])[]): Sheet => ({
  name: '预约[1]',
  heading: ['姓名', 'n', '时间'],
  rows: chunks(rows),
});
async function bytesOf(format: 'csv' | 'xlsx', sheet: Sheet): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(sheetBytes(format, sheet)));
}

test('CSV: the mark, quoted cells, local times, and no formula that a spreadsheet would run', async () => {
  const bytes = await bytesOf(
    'csv',
    sheetOf([
      ['说"好",\n再见', 3.5, { wall: '2026-11-22T09:05' }],
      ['=HYPERLINK("x")', -2, { wall: '2026-11-22' }],
      [' +86', 0, null],
      ['＝全角', 1, 'a'],
    ]),
  );
  assert.equal(bytes.subarray(0, 3).toString('hex'), 'efbbbf');
  assert.equal(
    bytes.subarray(3).toString(),
    '姓名,n,时间\r\n"说""好"",\n再见",3.5,2026-11-22 09:05\r\n"\'=HYPERLINK(""x"")",-2,2026-11-22\r\n\' +86,0,\r\n\'＝全角,1,a\r\n',
  );
});

test('whatever texts are written are read again, by others, as they were', async () => {
  // No spreadsheet holds control characters; line ends are one kind in XML.
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((some) => some.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, '').trim())
    .filter((some) => some !== '');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, fc.integer(), text), { maxLength: 8 }), async (rows) => {
      const read = await sheetCells(await bytesOf('xlsx', sheetOf(rows)));
      assert.deepEqual(
        read.slice(1),
        rows.map(([a, n, b]) => [a, String(n), b]),
      );
      const lines: string[][] = parse(await bytesOf('csv', sheetOf(rows)), { bom: true });
      assert.deepEqual(
        lines.slice(1).map(([a = '', n, b = '']) => [a.replace(/^'/, ''), n, b.replace(/^'/, '')]),
        rows.map(([a, n, b]) => [a.replace(/^'/, ''), String(n), b.replace(/^'/, '')]),
      );
    }),
    { numRuns: 60 },
  );
});

test('a time is a number that spreadsheets count days by', async () => {
  const cells = await sheetCells(await bytesOf('xlsx', sheetOf([['a', 1, { wall: '2026-11-22T12:00' }]])));
  assert.equal(cells[1]?.[2], '46348.5');
});

test('rows that fail make a file that ends in failure; a reader that leaves ends the rows', async () => {
  async function* failing() {
    yield [['a', 1, null]] as const;
    throw new Error('the database went away');
  }
  for (const format of ['csv', 'xlsx'] as const) {
    await assert.rejects(bytesOf(format, { ...sheetOf([]), rows: failing() }), /went away/, format);
  }
  for (const format of ['csv', 'xlsx'] as const) {
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield [[randomBytes(500).toString('hex'), 1, null]] as const;
      } finally {
        ended = true;
      }
    }
    let seen = 0;
    for await (const chunk of sheetBytes(format, { ...sheetOf([]), rows: endless() })) {
      seen += chunk.length;
      if (seen > 100_000) break;
    }
    while (!ended) await new Promise((resolve) => setImmediate(resolve));
  }
});

test('a file name of any letters, and one for browsers that know only plain ones', () => {
  assert.equal(
    attachment('预约"2026.csv'),
    `attachment; filename="___2026.csv"; filename*=UTF-8''%E9%A2%84%E7%BA%A6%222026.csv`,
  );
});
