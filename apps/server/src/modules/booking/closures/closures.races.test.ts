import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { makeSpace, openDaily } from '../../venue/venue.factory.ts';
import { change, goesWrong, pauseInserts } from '../booking.races.factory.ts';
import { close, hourAfter, takeSlot } from './closures.factory.ts';

/** People book slots while the palace closes and cancels. Returns the bookings that live on or of which nobody was told once. */
async function bookWhileClosing(target: TestApp) {
  await pauseInserts(target, 'space_booking');
  const desk = await createDesk(target);
  await openDaily(target, desk.palaceId, desk.director);
  const court = await makeSpace(target, desk.palaceId, desk.director, { kind: 'court' });
  const under = async () =>
    (
      await target.deps.db.pool.query(
        `select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`,
      )
    ).rows[0].waiting > 0;
  const takers = Promise.allSettled(
    [0, 1, 2, 3].map((count) => takeSlot(target, desk.palaceId, court.id, hourAfter(count))),
  );
  // Closes while somebody has looked at the slots and not yet written.
  for (let tries = 0; tries < 500 && !(await under()); tries += 1) await new Promise(setImmediate);
  await close(target, desk, null, { spaceBookings: 'cancel' });
  await target.settle();
  await takers;
  await target.settle();
  const { rows } = await target.deps.db.transact((tx) =>
    sql<{ status: string; told: number }>`
      select b.status, (select count(*)::int from message m
        where m.person_id = b.person_id and m.kind = 'space.cancelled') as told
      from space_booking b`.execute(tx),
  );
  assert.ok(rows.length > 0, 'nobody booked in time');
  return rows.filter(({ status, told }) => status !== 'cancelled_by_host' || told !== 1);
}

test('slots booked while the palace closes: none is left behind, each person is told once', async () => {
  const target = await createTestApp();
  try {
    assert.deepEqual(await bookWhileClosing(target), []);
  } finally {
    await target.close();
  }
});

test('negative control: without the lock somebody keeps a slot in a closed palace and hears nothing', () =>
  goesWrong(
    (target) =>
      change(
        target,
        `create or replace function lock_closures(palace uuid, alone boolean) returns void language sql as 'select'`,
      ),
    async (target) => assert.notDeepEqual(await bookWhileClosing(target), []),
  ));
