import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';
import { figureDrift, rollUp } from '../index.ts';
import { admit, createWorkers, insertSession, tap, undo } from '../statistics.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const DAY = '2026-11-20';
const drift = (target: TestApp) =>
  figureDrift(target.deps.db.reader, { from: DAY, to: DAY }, target.clock.now());
const change = (target: TestApp, statement: string) =>
  target.deps.db.transact((tx) => sql.raw(statement).execute(tx));

async function openPalace(target: TestApp) {
  const palace = await createPalace(target);
  const director = await createStaff(target, palace.id, ['director']);
  const people: TestPerson[] = await createWorkers(target, 6);
  const by = director.personId;
  const sessionId = await insertSession(target, {
    palaceId: palace.id,
    by,
    reviewer: people[5]?.personId ?? '',
    publicBenefit: false,
    // On another day, so that the day of the race has visits and nothing else.
    startsAt: '2026-11-18T02:00:00Z',
  });
  const letIn = (person: number) =>
    admit(target, {
      palaceId: palace.id,
      sessionId,
      personId: people[person]?.personId ?? '',
      by,
      at: `${DAY}T03:00:00Z`,
    });
  return { palaceId: palace.id, by, letIn };
}

/** A rollup has counted an admission and is held up before it writes; meanwhile the admission is undone. */
async function undoWhileRollingUp(target: TestApp) {
  const { palaceId, by, letIn } = await openPalace(target);
  const checkIn = await letIn(0);
  await change(
    target,
    `create function wait_for_test() returns trigger language plpgsql as $$
    begin
      perform set_config('lock_timeout', '0', true);
      perform pg_advisory_xact_lock(4711);
      return new;
    end $$;
    create trigger wait_for_test before insert on figure_day for each row when (new.day = '${DAY}')
      execute function wait_for_test()`,
  );
  const gate = await target.deps.db.pool.connect();
  try {
    await gate.query('select pg_advisory_lock(4711)');
    const first = rollUp(target.deps);
    first.catch(() => undefined);
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await gate.query(
        "select count(*) as waiting from pg_locks where locktype = 'advisory' and objid = 4711 and not granted",
      );
      waiting = rows[0].waiting;
    }
    await undo(target, palaceId, checkIn, by, `${DAY}T03:05:00Z`);
    await rollUp(target.deps);
    await gate.query('select pg_advisory_unlock(4711)');
    await first;
  } finally {
    gate.release();
  }
  await rollUp(target.deps);
}

/** Runs on a database of its own, from which `unguard` takes what should prevent harm. */
async function unguarded(unguard: string, race: (target: TestApp) => Promise<void>): Promise<number> {
  const target = await createTestApp();
  try {
    await change(target, unguard);
    await race(target);
    return (await drift(target)).length;
  } finally {
    await target.close();
  }
}

test('an admission undone while the day is being rolled up is not counted', async () => {
  await undoWhileRollingUp(app);
  assert.deepEqual(await drift(app), []);
});

test('control: without the mark of an undo, it would be', async () => {
  const unmarked = 'drop trigger check_in_undo_figures on check_in_undo';
  assert.equal(await unguarded(unmarked, undoWhileRollingUp), 1);
});

test('control: nor would a later undo ever reach the figures', async () => {
  const found = await unguarded('drop trigger check_in_undo_figures on check_in_undo', async (target) => {
    const { palaceId, by, letIn } = await openPalace(target);
    const checkIn = await letIn(0);
    await rollUp(target.deps);
    await undo(target, palaceId, checkIn, by, `${DAY}T03:05:00Z`);
    await rollUp(target.deps);
  });
  assert.equal(found, 1);
});

test('doors and several rollups at once leave no difference', async () => {
  await change(app, 'drop trigger if exists wait_for_test on figure_day');
  const { palaceId, by, letIn } = await openPalace(app);
  const visitors = Array.from({ length: 4 }, async (_, person) => {
    const checkIn = await letIn(person);
    await tap(app, { palaceId, sessionId: null, visitors: person + 1, by, at: `${DAY}T04:00:00Z` });
    if (person % 2 === 0) await undo(app, palaceId, checkIn, by, `${DAY}T04:10:00Z`);
  });
  await Promise.all([...visitors, rollUp(app.deps), rollUp(app.deps), rollUp(app.deps)]);
  await rollUp(app.deps);
  assert.deepEqual(await drift(app), []);
  const { rows } = await sql<{ visits: number; people: number }>`
    select visits, people from figure_day where palace_id = ${palaceId} and day = ${DAY}`.execute(
    app.deps.db.reader,
  );
  assert.deepEqual(rows[0], { visits: 10 + 2, people: 2 });
});
