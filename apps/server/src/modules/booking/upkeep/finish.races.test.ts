import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listMyBookings } from '@wengong/contract';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { book, createSession, SOON } from '../booking.factory.ts';
import { openRaces, untilWaiting, workers } from '../booking.races.factory.ts';
import { lockQuotas } from '../seats/engagement.store.ts';
import { finishSessions } from './sweep.ts';

const app = await openRaces();

/**
 * Two people have bookings that are over, each in another palace; both book there again in one batch, while `finish` ends
 * what is over. A batch locks people in the order of `reserve`.
 */
async function finishBeside(finish: () => Promise<unknown>) {
  const [first, second] = [await createSession(app), await createSession(app)];
  const people = (await workers(app, 2)).toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  const [early, late] = people as [(typeof people)[number], (typeof people)[number]];
  await book(app, second, early);
  await book(app, first, late);
  app.clock.set(new Date(Date.parse(SOON) + 6 * 3_600_000));
  let finishing: Promise<unknown> = Promise.resolve();
  await app.deps.db.transact(async (tx: Tx) => {
    await lockQuotas(tx, second.palaceId, [early.personId]);
    finishing = finish();
    finishing.catch(() => undefined);
    await untilWaiting(app, 1);
    await lockQuotas(tx, first.palaceId, [late.personId]);
  });
  await finishing;
  return early;
}

test('ending what is over locks people in the order in which a batch of bookings does', async () => {
  const early = await finishBeside(() => finishSessions(app.deps));
  const { items } = await app.call(listMyBookings, { query: { when: 'past' }, as: early });
  assert.deepEqual(
    items.map((each) => each.status),
    ['no_show'],
  );
});

test('control: locked palace by palace, the two would wait for each other', async () => {
  const byPalace = () =>
    app.deps.db.transact(async (tx) => {
      const { rows } = await sql<{ palace_id: string; person_id: string }>`
        select palace_id, person_id from booking where status = 'confirmed' order by palace_id`.execute(tx);
      for (const row of rows) await lockQuotas(tx, row.palace_id, [row.person_id]);
    });
  await assert.rejects(finishBeside(byPalace), /deadlock detected/);
  await finishSessions(app.deps);
});
