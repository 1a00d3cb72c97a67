import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, drawn, text } from './ballot.factory.ts';
import type { Receipt } from './receipt.ts';
import { sha256 } from './sha256.ts';
import { toHex } from './text.ts';
import { verifyBallot } from './verify.ts';

const wrong = async (file: Uint8Array, receipt: Receipt | null = null) => {
  const report = await verifyBallot(file, receipt);
  assert.equal(
    report.ok,
    report.checks.every((check) => check.ok),
  );
  return report.checks
    .filter((check) => !check.ok)
    .map((check) => `${check.name}:${check.fault}:${check.line}`);
};
/** The file with one line changed; lines count from 1. */
const edit = (file: Uint8Array, line: number, change: (text: string) => string) =>
  bytes(
    text(file)
      .split('\n')
      .map((each, index) => (index + 1 === line ? change(each) : each))
      .join('\n'),
  );

test('finds nothing wrong with an honest result, and the receipt’s entry in it', async () => {
  const { file, receipt, line, order } = await drawn();
  const report = await verifyBallot(file, receipt);
  assert.deepEqual(
    report.checks.map((check) => check.name),
    ['form', 'seed', 'entries', 'order', 'places', 'receipt'],
  );
  assert.equal(report.ok, true);
  assert.deepEqual(report.figures, { entries: 31, won: 6, waiting: 2, voided: 0 });
  assert.equal(report.mine?.rank, [...order].indexOf(line - 2) + 1);
});

test('names a changed weight, a removed entry, an added one', async () => {
  const { file, receipt, line } = await drawn();
  const heavier = edit(file, line, (each) => each.replace(' 2 1 ', ' 8 1 '));
  const faults = await wrong(heavier, receipt);
  assert.ok(
    faults.includes('entries:not-published:null') && faults.includes(`receipt:changed:${line}`),
    String(faults),
  );
  const fewer = text(file)
    .split('\n')
    .toSpliced(line - 1, 1)
    .join('\n')
    .replace('"entries":31', '"entries":30');
  const missing = await wrong(bytes(fewer), receipt);
  assert.ok(missing.includes('entries:not-published:null') && missing.includes('receipt:not-entered:null'));
  assert.deepEqual(await wrong(bytes(fewer.replace('"entries":30', '"entries":31'))), ['form:count:null']);
});

test('names a replaced seed, whether or not the commitment was replaced with it', async () => {
  const { file, receipt, header } = await drawn();
  const other = toHex(new Uint8Array(32).fill(8));
  const replaced = edit(file, 1, (each) => each.replace(header.seed, other));
  assert.equal((await wrong(replaced))[0], 'seed:not-committed:null');
  const hidden = edit(replaced, 1, (each) =>
    each.replace(header.commitment, toHex(sha256(new Uint8Array(32).fill(8)))),
  );
  assert.ok((await wrong(hidden, receipt)).includes('receipt:commitment-changed:null'));
  assert.ok((await wrong(hidden))[0]?.startsWith('order:not-as-drawn'));
});

test('names two entries that changed places, and an outcome that does not follow', async () => {
  const { file } = await drawn();
  const rows = text(file).split('\n');
  const [a, b] = [rows[3] as string, rows[9] as string];
  const swapped = rows
    .with(3, a.slice(0, 53) + b.slice(53, 60) + a.slice(60))
    .with(9, b.slice(0, 53) + a.slice(53, 60) + b.slice(60));
  assert.deepEqual(await wrong(bytes(swapped.join('\n'))), ['order:not-as-drawn:4']);
  const loser = rows.findIndex((each) => each.endsWith('L-'));
  const bribed = rows.with(loser, (rows[loser] as string).replace('L-', 'W0'));
  assert.deepEqual(await wrong(bytes(bribed.join('\n'))), [`places:not-by-order:${loser + 1}`]);
});

test('names a public value that was left out, and a source that was exchanged', async () => {
  const { file, receipt } = await drawn({
    publicSource: '双色球 2026140 期',
    publicValue: '03 11 17 21 25 30 + 08',
  });
  assert.deepEqual(await wrong(file, receipt), []);
  const silent = edit(file, 1, (each) => each.replace(/"publicValue":"[^"]*"/, '"publicValue":null'));
  assert.equal((await wrong(silent))[0], 'seed:public-value-missing:null');
  const exchanged = edit(file, 1, (each) => each.replace('2026140', '2026141'));
  assert.deepEqual(await wrong(exchanged, receipt), ['receipt:public-source-changed:null']);
});

test('says of a file that is none that it is none', async () => {
  for (const other of ['', '{}', 'hello\n', '{"format":"wengong-ballot-1"}\n', 'null\n']) {
    assert.deepEqual(await wrong(bytes(other)), ['form:header:1']);
  }
});
