import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROSTER_FILE_BYTES, ROSTER_FILE_ROWS } from '@wengong/contract';
import fc from 'fast-check';
import { csvCells } from '../../../kernel/sheets/roster-file/csv-cells.ts';
import { readRosterFile } from '../../../kernel/sheets/roster-file/read-roster-file.ts';
import { workbook, zip } from './groups.factory.ts';
import { entriesOf } from './roster.rules.ts';

// What officers upload, and what somebody hostile would.

const refused = async (bytes: Buffer): Promise<string> => {
  try {
    await readRosterFile(bytes);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

test('a workbook as spreadsheets write it: shared strings with readings, numbers, gaps, inline text', async () => {
  const strings =
    '<si><t>姓名</t></si><si><r><t>手机</t></r><r><t>号</t></r><rPh><t>ショウキ</t></rPh></si><si><t>工号</t></si><si><t>陈大海</t></si>';
  const rows = [
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>',
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>13812340001</v></c><c r="D2"><v>7</v></c></row>',
    '<row r="4"><c r="A4" t="inlineStr"><is><t>周小芳</t></is></c><c r="B4"><v>1.3812340002E10</v></c></row>',
  ];
  const cells = await readRosterFile(zip(workbook(rows.join(''), strings)));
  assert.deepEqual(
    entriesOf(cells).map(({ row, name, phone, staffNumber }) => [row, name, phone, staffNumber]),
    [
      [2, '陈大海', '+8613812340001', '7'],
      [4, '周小芳', '+8613812340002', null],
    ],
  );
});

// 姓名,手机号 and 王五 as Chinese spreadsheets save them.
const GB18030 = Buffer.concat([
  Buffer.from('d0d5c3fb2ccad6bbfabac50d0a', 'hex'),
  Buffer.from('cdf5cee52c3133383132333430303033', 'hex'),
]);

test('CSV in the encodings and with the separators that spreadsheets choose', async () => {
  const text = '姓名,手机号\r\n王五,13812340003\r\n';
  const utf16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(text.replaceAll(',', '\t'), 'utf16le'),
  ]);
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\uFEFF${text}`),
    Buffer.from(text.replaceAll(',', ';')),
    GB18030,
    utf16,
  ]) {
    const [entry] = entriesOf(await readRosterFile(bytes));
    assert.deepEqual([entry?.name, entry?.phone], ['王五', '+8613812340003']);
  }
});

test('columns are found by name, whatever stands around them; without them the file is refused', () => {
  const [entry] = entriesOf([
    ['序号', '部门', '手机号码（必填）', '姓名*'],
    ['1', '焊装', ' 138 1234 0004 ', ' 李四 '],
  ]);
  assert.deepEqual([entry?.name, entry?.phone, entry?.row], ['李四', '+8613812340004', 2]);
  assert.throws(() => entriesOf([['名单'], ['李四']]), { code: 'roster-file-columns' });
});

test('a list as offices keep it: a merged title and a remark above the column names, borders down to the last row', async () => {
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = [
    `<row r="1">${text('A1', '南通造船厂春季培训报名表')}<c r="B1" s="1"/><c r="C1" s="1"/></row>`,
    `<row r="2">${text('A2', '填表人：工会办公室')}</row>`,
    `<row r="3">${text('A3', '序号')}${text('B3', '姓 名')}${text('C3', '联系电话 *')}</row>`,
    `<row r="4"><c r="A4"><v>1</v></c>${text('B4', '陈大海')}<c r="C4" t="str"><f>"138"&amp;D4</f><v>13812340005</v></c></row>`,
    '<row r="20000"><c r="A20000" s="1"/></row><row r="1048576"/>',
  ];
  const sheet = workbook(rows.join(''));
  const name = 'xl/worksheets/sheet1.xml';
  sheet[name] = (sheet[name] ?? '').replace(
    '</sheetData>',
    '</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
  );
  const found = entriesOf(await readRosterFile(zip(sheet)));
  assert.deepEqual(
    found.map((entry) => [entry.row, entry.name, entry.phone]),
    [[4, '陈大海', '+8613812340005']],
  );
  const lines = ['春季培训报名表,,', '姓名,手机号,工号', '陈大海,="13812340005",="007"'];
  const bordered = `${lines.join('\r\n')}\r\n${',,\r\n'.repeat(ROSTER_FILE_ROWS + 100)}`;
  const [entry] = entriesOf(await readRosterFile(Buffer.from(bordered)));
  assert.deepEqual([entry?.row, entry?.phone, entry?.staffNumber], [3, '+8613812340005', '007']);
});

test('any text is a table or no table, never a crash; every row that holds something is read', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { maxLength: 4 }), { maxLength: 12 }), (lines) => {
      const quoted = lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
      const cells = csvCells(Buffer.from(['姓名,手机号,工号', ...quoted].join('\n')));
      assert.ok(entriesOf(cells).length <= lines.length + lines.flat().length * 10);
    }),
  );
});

test('what is no roster is refused: other files, broken and encrypted ones, one that is too large', async () => {
  const sheet = zip(workbook('<row r="1"><c r="A1"><v>1</v></c></row>'));
  const oldExcel = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  for (const bytes of [
    zip({ 'word/document.xml': '<x/>' }),
    sheet.subarray(0, sheet.length - 30),
    Buffer.concat([oldExcel, Buffer.alloc(600)]),
    zip(workbook('<row r="1"><c r="A1"><v>1</v></row>')),
    zip(workbook('<row r="9"/><row r="3"/>')),
    Buffer.from([0, 1, 2, 3, 0xff]),
  ]) {
    assert.equal(await refused(bytes), 'roster-file-unreadable');
  }
  assert.equal(await refused(Buffer.alloc(ROSTER_FILE_BYTES + 1, 97)), 'roster-file-too-large');
  const many = `姓名,手机号\n${'王五,13812340003\n'.repeat(ROSTER_FILE_ROWS + 1)}`;
  assert.equal(await refused(Buffer.from(many)), 'roster-file-too-large');
});

test('a bomb goes off in no memory: huge when unpacked, a size that is a lie, a row a billion down, entities', async () => {
  const spaces = ' '.repeat(60 * 1024 * 1024);
  const bomb = zip(workbook(`<row r="1">${spaces}</row>`));
  assert.ok(bomb.length < ROSTER_FILE_BYTES);
  const before = process.memoryUsage.rss();
  assert.equal(await refused(bomb), 'roster-file-too-large');
  const liar = zip(workbook(`<row r="1">${' '.repeat(1_000_000)}</row>`), { 'xl/worksheets/sheet1.xml': 10 });
  assert.equal(await refused(liar), 'roster-file-unreadable');
  assert.equal(
    await refused(zip(workbook('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'))),
    'roster-file-too-large',
  );
  const entities = workbook('<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>');
  const sheet = 'xl/worksheets/sheet1.xml';
  entities[sheet] = (entities[sheet] ?? '').replace(
    '<worksheet>',
    '<!DOCTYPE w [<!ENTITY lol "aaaa">]><worksheet>',
  );
  assert.equal(await refused(zip(entities)), 'roster-file-unreadable');
  assert.ok(process.memoryUsage.rss() - before < 150 * 1024 * 1024);
});
