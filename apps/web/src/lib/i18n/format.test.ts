import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dayKey,
  formatCompact,
  formatDateTime,
  formatDay,
  formatMoney,
  formatNearDay,
  formatRange,
  type Place,
} from './format.ts';

const zh: Place = { lang: 'zh', timeZone: 'Asia/Shanghai' };
const en: Place = { lang: 'en', timeZone: 'Asia/Shanghai' };
const now = '2026-11-22T02:00:00Z';

test('a session is written in the palace’s clock, in either language', () => {
  const [start, end] = ['2026-11-22T06:00:00Z', '2026-11-22T08:00:00Z'];
  assert.equal(formatRange(start, end, zh, now), '11月22日\u00a0周日 14:00–16:00');
  assert.equal(formatRange(start, end, en, now), 'Sun\u00a022\u00a0Nov 14:00–16:00');
  assert.equal(
    formatRange(start, end, { ...zh, timeZone: 'Asia/Urumqi' }, now),
    '11月22日\u00a0周日 12:00–14:00',
  );
});

test('a session across midnight names both days', () => {
  assert.equal(
    formatRange('2026-11-22T15:00:00Z', '2026-11-22T17:30:00Z', zh, now),
    '11月22日\u00a0周日 23:00\u00a0– 11月23日\u00a0周一 01:30',
  );
});

test('the local day decides, not the day in Greenwich', () => {
  assert.equal(dayKey('2026-11-22T16:30:00Z', zh), '2026-11-23');
});

test('a line never ends within a day', () => {
  const evening = '2025-11-22T12:00:00Z';
  assert.equal(formatDateTime(evening, en, now), 'Sat\u00a022\u00a0Nov\u00a02025 20:00');
  assert.equal(formatDateTime(evening, zh, now), '2025年11月22日\u00a0周六 20:00');
});

test('another year is written out', () => {
  assert.equal(formatDay('2027-01-03T02:00:00Z', zh, now), '2027年1月3日\u00a0周日');
});

test('near days have names', () => {
  assert.equal(formatNearDay('2026-11-22T14:00:00Z', zh, now), '今天');
  assert.equal(formatNearDay('2026-11-22T16:30:00Z', zh, now), '明天');
  assert.equal(formatNearDay('2026-11-23T16:30:00Z', en, now), 'Tue\u00a024\u00a0Nov');
  assert.equal(formatNearDay('2026-11-21T02:00:00Z', zh, now), '11月21日\u00a0周六');
});

test('money is written in yuan from fen', () => {
  assert.deepEqual(
    [0, 1200, 1250, 1_000_000].map((fen) => formatMoney(fen, 'zh')),
    ['免费', '¥12', '¥12.50', '¥10,000'],
  );
  assert.equal(formatMoney(0, 'en'), 'Free');
});

test('large counts are short in the reader’s units', () => {
  assert.equal(formatCompact(29_000_000, 'zh'), '2900万');
  assert.equal(formatCompact(12_300, 'en'), '12.3k');
});
