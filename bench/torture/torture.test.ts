import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tortureWithout } from './control.ts';
import { guards } from './guards.ts';
import { torture } from './torture.ts';

// The short run of `npm run torture`: two server processes on one durable PostgreSQL.

const size = { servers: 2, contenders: 48, seed: 20261122, world: { workers: 100, places: 16 } };

test('servers and PostgreSQL killed under contenders break no promise', async () => {
  const report = await torture({ ...size, operations: 700, killEvery: 200, killDatabaseEvery: 350 });
  assert.deepEqual(report.violations, []);
  assert.ok(report.kills > 0 && report.databaseKills > 0, 'something was killed');
  assert.ok((report.history.outcomes['book: confirmed']?.done ?? 0) > 0, 'somebody got a seat');
});

test('control: without lock and constraint of the pools the checker finds seats sold twice', async () => {
  const without = guards.find((guard) => guard.name === 'pool-lock-and-capacity');
  assert.ok(without);
  const options = {
    ...size,
    world: { ...size.world, places: 6 },
    operations: 1000,
    killEvery: 0,
    killDatabaseEvery: 0,
  };
  const { found, others } = await tortureWithout(without, options, 4);
  assert.ok(found.length > 0, others.join('\n'));
});
