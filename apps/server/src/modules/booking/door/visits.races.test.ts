import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { getDoorCount } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff } from '../../../testkit/person.ts';
import { createSession, keyOf } from '../booking.factory.ts';
import { attempt, openRaces, pauseInserts, post, withServers } from '../booking.races.factory.ts';
import { walkIns } from './door.store.ts';

const app = await openRaces((target) => pauseInserts(target, 'visit_tap', 'new.visitors < 0'));

/** A session at whose door one visitor was counted. */
async function oneCame(target: TestApp) {
  const session = await createSession(target);
  const as = await createStaff(target, session.palaceId, ['front_desk']);
  const count = (server: TestApp, visitors: number) =>
    post(server, `/palaces/${session.palaceId}/visits`, as, { visitors, sessionId: session.sessionId });
  await count(target, 1);
  const counted = async () => (await target.call(getDoorCount, { params: keyOf(session), as })).walkIns;
  return { session, as, count, counted };
}

test('of two who take back the same visitor at once one is told that nobody is left to take back', async () => {
  const { count, counted } = await oneCame(app);
  let counts: Record<string, number> = {};
  await withServers(app, 2, async (servers) => {
    counts = await attempt(servers.map((server) => count(server, -1)));
  });
  assert.deepEqual(counts, { done: 1, 'visits-below-zero': 1 });
  assert.equal(await counted(), 0);
});

test('control: looked at without waiting for the other, one visitor is taken back twice', async () => {
  const { session, as, counted } = await oneCame(app);
  const takeBack = (meanwhile: () => Promise<void>): Promise<void> =>
    app.deps.db.transact(async (tx) => {
      if ((await walkIns(tx, session.palaceId, session)) < 1) return;
      await meanwhile();
      await sql`insert into visit_tap (palace_id, id, session_id, at, visitors, recorded_by)
        values (${session.palaceId}, ${randomUUID()}, ${session.sessionId}, ${app.clock.now()}, -1, ${as.personId})`.execute(
        tx,
      );
    });
  await takeBack(() => takeBack(async () => undefined));
  assert.equal(await counted(), -1);
});
