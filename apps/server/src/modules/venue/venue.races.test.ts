import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff } from '../../testkit/person.ts';
import { allocate } from './index.ts';
import { makeHalls } from './venue.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const hour = (startsAt: string) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(Date.parse(startsAt) + 3_600_000),
});

/** Takes the spaces at once, each in its own transaction; returns how many got it and why the others did not. */
async function race(palaceId: string, spaceIds: readonly string[], during: ReturnType<typeof hour>) {
  const results = await Promise.allSettled(
    spaceIds.map((spaceId) =>
      app.deps.db.transact((tx) =>
        allocate(tx, { palaceId, spaceId, during, holder: { kind: 'space_booking', id: newId() } }),
      ),
    ),
  );
  const refusals = results.filter((each) => each.status === 'rejected').map((each) => each.reason.code);
  return { won: results.length - refusals.length, refusals };
}

test('whole hall and half hall wanted at once: exactly one gets it, every time, and nobody deadlocks', async () => {
  const palace = await createPalace(app);
  const { east, west, whole } = await makeHalls(
    app,
    palace.id,
    await createStaff(app, palace.id, ['director']),
  );
  for (let round = 0; round < 20; round += 1) {
    const during = hour(`2026-12-${String(round + 1).padStart(2, '0')}T02:00:00Z`);
    const half = round % 2 === 0 ? east : west;
    const order = round % 3 === 0 ? [whole.id, half.id] : [half.id, whole.id];
    const { won, refusals } = await race(palace.id, order, during);
    assert.equal(won, 1);
    assert.deepEqual(refusals, ['space-taken']);
  }
});

test('eight at once for one hall: one gets it', async () => {
  const palace = await createPalace(app);
  const { whole } = await makeHalls(app, palace.id, await createStaff(app, palace.id, ['director']));
  const { won, refusals } = await race(palace.id, Array(8).fill(whole.id), hour('2026-12-24T02:00:00Z'));
  assert.equal(won, 1);
  assert.deepEqual(new Set(refusals), new Set(['space-taken']));
});

test('negative control: without the exclusion constraint the hall is given twice', async () => {
  const unguarded = await createTestApp();
  try {
    await unguarded.deps.db.transact((tx) =>
      sql`alter table allocation drop constraint allocation_no_overlap`.execute(tx),
    );
    const palace = await createPalace(unguarded);
    const director = await createStaff(unguarded, palace.id, ['director']);
    const { east, whole } = await makeHalls(unguarded, palace.id, director);
    const during = hour('2026-12-25T02:00:00Z');
    await Promise.all(
      [whole.id, east.id].map((spaceId) =>
        unguarded.deps.db.transact((tx) =>
          allocate(tx, {
            palaceId: palace.id,
            spaceId,
            during,
            holder: { kind: 'space_booking', id: newId() },
          }),
        ),
      ),
    );
    const twice = await sql<{ takers: number }>`
      select count(distinct holder_id)::int as takers from allocation
      where palace_id = ${palace.id} and resource_id = ${east.unitIds[0]} and active`.execute(
      unguarded.deps.db.reader as never,
    );
    assert.equal(twice.rows[0]?.takers, 2);
  } finally {
    await unguarded.close();
  }
});
