import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createAuth } from './auth.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

test('the migrations make the tables that better-auth expects', async () => {
  const auth = createAuth(app.deps, { ensurePerson: async () => '' });
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
  assert.deepEqual(toBeCreated, []);
  assert.deepEqual(toBeAdded, []);
});

test('the comparison sees a missing column', async () => {
  const auth = createAuth(app.deps, { ensurePerson: async () => '' });
  await app.deps.db.pool.query('alter table auth_two_factor drop column locked_until');
  const { toBeAdded } = await getMigrations(auth.options);
  assert.deepEqual(
    toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)]),
    [['auth_two_factor', ['locked_until']]],
  );
});
