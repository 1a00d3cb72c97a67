import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLong, isRunning, whenWords } from './when.ts';

const zh = { lang: 'zh', timeZone: 'Asia/Shanghai' } as const;
const en = { lang: 'en', timeZone: 'Asia/Shanghai' } as const;
const now = Date.parse('2026-11-22T12:00:00Z');
const at = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });

test('an occasion within a day is told by the hour', () => {
  const evening = at('2026-11-22T06:00:00Z', '2026-11-22T08:00:00Z');
  assert.equal(whenWords(evening, zh, now), '11月22日\u00a0周日 14:00–16:00');
});

test('an occasion that ends at midnight ends at 24:00 of its own day', () => {
  const late = at('2026-11-22T13:00:00Z', '2026-11-22T16:00:00Z');
  assert.equal(whenWords(late, zh, now), '11月22日\u00a0周日 21:00–24:00');
});

test('an occasion past midnight says so', () => {
  const night = at('2026-11-22T13:00:00Z', '2026-11-22T17:00:00Z');
  assert.equal(whenWords(night, zh, now), '11月22日\u00a0周日 21:00–次日 01:00');
});

test('a run of days is told by its days, and once begun by its last one', () => {
  const coming = at('2026-11-24T01:00:00Z', '2026-12-24T12:00:00Z');
  const begun = at('2026-10-01T01:00:00Z', '2026-12-24T12:00:00Z');
  assert.ok(isLong(coming) && isLong(begun));
  assert.equal(isRunning(coming, now), false);
  assert.equal(isRunning(begun, now), true);
  assert.equal(whenWords(coming, zh, now), '11月24日\u00a0周二 至 12月24日\u00a0周四');
  assert.equal(whenWords(begun, zh, now), '至 12月24日\u00a0周四');
  assert.equal(whenWords(begun, en, now), 'until Thu\u00a024\u00a0Dec');
});
