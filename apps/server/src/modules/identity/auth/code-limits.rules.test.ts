import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { secondsUntilNextCode } from './code-limits.rules.ts';

const now = new Date('2026-11-23T04:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('one a minute, five an hour, ten a day', () => {
  assert.equal(secondsUntilNextCode([], now), 0);
  assert.equal(secondsUntilNextCode([ago(10)], now), 50);
  assert.equal(secondsUntilNextCode([ago(60)], now), 0);
  assert.equal(secondsUntilNextCode([100, 200, 300, 400, 500].map(ago), now), 3100);
  const ten = Array.from({ length: 10 }, (_, i) => ago(7200 + i * 60));
  assert.equal(secondsUntilNextCode(ten, now), 86400 - 7200 - 540);
});

test('who always waits as told never breaks a limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 40 }), (pauses) => {
      const sent: Date[] = [];
      let clock = now.getTime();
      for (const pause of pauses) {
        clock += pause * 1000;
        clock += secondsUntilNextCode(sent, new Date(clock)) * 1000;
        sent.unshift(new Date(clock));
      }
      for (const [within, codes] of [
        [60, 1],
        [3600, 5],
        [86400, 10],
      ] as const) {
        for (const [index, at] of sent.entries()) {
          const before = sent[index + codes];
          if (before !== undefined) assert.ok(at.getTime() - before.getTime() >= within * 1000);
        }
      }
    }),
  );
});
