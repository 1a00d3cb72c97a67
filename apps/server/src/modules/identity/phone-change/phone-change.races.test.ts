import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askMyNewPhone, changeMyPhone } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker, randomPhone } from '../../../testkit/person.ts';
import { giveNumber } from './change-number.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Gives one number to several people at the same moment; returns who won, by the codes of the refusals, and who has it. */
async function giveToAll(target: TestApp, people: number) {
  const phone = randomPhone();
  const workers = await Promise.all(Array.from({ length: people }, () => createWorker(target)));
  const results = await Promise.allSettled(
    workers.map(({ personId }) =>
      target.deps.db.transact((tx) => giveNumber(tx, target.deps, { personId, palaceId: null, phone })),
    ),
  );
  const refusals = results.filter((each) => each.status === 'rejected').map(({ reason }) => reason);
  const holders = await target.deps.db.transact((tx) =>
    sql`select id from person where phone_hash = ${target.deps.keys.fingerprint(phone)}`.execute(tx),
  );
  return { won: people - refusals.length, refusals, holders: holders.rows.length };
}

test('one number given to six people at once: one has it, the others are refused by the constraint', async () => {
  const { won, refusals, holders } = await giveToAll(app, 6);
  assert.equal(won, 1);
  assert.equal(holders, 1);
  for (const refusal of refusals) assert.equal(refusal.constraint, 'person_phone');
});

test('negative control: without the constraints six people share a number', async () => {
  const unguarded = await createTestApp();
  try {
    await unguarded.deps.db.pool.query('alter table person drop constraint person_phone');
    await unguarded.deps.db.pool.query('alter table auth_user drop constraint auth_user_phone_number_key');
    const { won, holders } = await giveToAll(unguarded, 6);
    assert.equal(won, 6);
    assert.equal(holders, 6);
  } finally {
    await unguarded.close();
  }
});

test('one code used twice at once changes the number once', async () => {
  const worker = await createWorker(app);
  const phone = randomPhone();
  const { demoCode } = await app.call(askMyNewPhone, { body: { phone }, as: worker });
  const change = () =>
    app.call(changeMyPhone, { body: { phone, code: demoCode ?? '' }, as: worker }).then(
      () => 'changed',
      () => 'refused',
    );
  assert.deepEqual((await Promise.all([change(), change()])).sort(), ['changed', 'refused']);
});
