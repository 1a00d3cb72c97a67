import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker } from '../../testkit/person.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

test('the test kit signs in workers, staff and officers', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app, { member: true, categories: ['migrant'] });
  const seen = await app.deps.resolveActor({ cookie: worker.cookie });
  assert.equal(seen?.personId, worker.personId);
  assert.equal(seen?.strong, false);
  assert.equal(seen?.member, true);
  assert.deepEqual(seen?.categories, ['migrant']);
  const desk = await app.deps.resolveActor({
    cookie: (await createStaff(app, palace.id, ['front_desk'])).cookie,
  });
  assert.equal(desk?.strong, true);
  assert.deepEqual(desk?.palaceRoles, [{ palaceId: palace.id, role: 'front_desk' }]);
  const officer = await app.deps.resolveActor({ cookie: (await createOfficer(app, palace.union_id)).cookie });
  assert.equal(officer?.unions[0]?.unionId, palace.union_id);
});
