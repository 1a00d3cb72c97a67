import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { messageKinds } from '../notice.kinds.ts';
import { afterQuiet, pushTimes, retryAfter, usualPreferences } from './push.rules.ts';

const instant = fc
  .integer({ min: 0, max: 366 * 24 * 60 })
  .map((minutes) => new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000));
const hour = fc.integer({ min: 0, max: 23 });
const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi');

const hourIn = (timeZone: string, at: Date) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at));

test('quiet hours end at their hour, within a day, and nothing is held outside of them', () => {
  fc.assert(
    fc.property(instant, hour, hour, zone, (now, quietFrom, quietUntil, timeZone) => {
      const at = afterQuiet({ ...usualPreferences, quietFrom, quietUntil }, timeZone, now);
      const held = at.getTime() - now.getTime();
      assert.ok(held >= 0 && held <= 24 * 3_600_000);
      const since = (hourIn(timeZone, now) - quietFrom + 24) % 24;
      assert.equal(held > 0, since < (quietUntil - quietFrom + 24) % 24);
      if (held > 0) assert.equal(hourIn(timeZone, at), quietUntil);
    }),
  );
});

test('nothing is pushed after it is of no use', () => {
  fc.assert(
    fc.property(fc.constantFrom(...messageKinds), instant, instant, (kind, now, startsAt) => {
      const params = {
        subject: '',
        subjectEn: '',
        palace: '',
        palaceEn: '',
        timeZone: 'Asia/Shanghai',
        startsAt: startsAt.toISOString(),
        endsAt: startsAt.toISOString(),
      };
      const times = pushTimes({ kind, params }, usualPreferences, now);
      if (times !== null) assert.ok(now <= times.dueAt && times.dueAt < times.expiresAt);
    }),
  );
});

test('attempts grow rarer, up to an hour, and wait as long as they are asked to', () => {
  assert.deepEqual(
    [1, 2, 3, 20].map((attempts) => retryAfter(attempts, null)),
    [30_000, 60_000, 120_000, 3_600_000],
  );
  assert.equal(retryAfter(1, 600), 600_000);
});
