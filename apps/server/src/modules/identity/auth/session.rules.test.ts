import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extension, idleUntil } from './session.rules.ts';

const start = new Date('2026-11-23T00:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

test('a strong session closes after half an hour without use and after twelve hours at the latest', () => {
  const session = { stage: 'strong' as const, createdAt: start };
  assert.deepEqual(idleUntil(session, start), later(30));
  assert.deepEqual(idleUntil(session, later(11 * 60 + 45)), later(12 * 60));
});

test('use is written down at most once a minute, and never shortens a session', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }), (seconds) => {
      let session = {
        stage: 'strong' as const,
        createdAt: start,
        idleUntil: idleUntil({ stage: 'strong', createdAt: start }, start),
      };
      let now = start.getTime();
      let writes = 0;
      for (const pause of seconds) {
        now += pause * 1000;
        const until = extension(session, new Date(now));
        if (until === null) continue;
        assert.ok(until > session.idleUntil);
        session = { ...session, idleUntil: until };
        writes += 1;
      }
      assert.ok(writes <= (now - start.getTime()) / 60_000);
    }),
  );
});
