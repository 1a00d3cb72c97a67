import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addOfficer,
  addStaff,
  getMe,
  listAudit,
  listOfficers,
  listStaff,
  palaceRoles,
  removeOfficer,
  revealPhone,
  setStaffRoles,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker, randomPhone } from '../../testkit/person.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const newcomer = (account: string, roles: (typeof palaceRoles)[number][]) => ({
  phone: randomPhone(),
  displayName: '新来的',
  account,
  roles,
});

test('a director adds staff, changes their roles and removes them; it holds at once', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const worker = await createWorker(app, { displayName: '职工甲' });
  const params = { palaceId: palace.id };
  const { member, initialPassword } = await app.call(addStaff, {
    params,
    body: { ...newcomer('staff.a', ['editor', 'reviewer']), phone: worker.phone },
    as: director,
  });
  assert.equal(member.personId, worker.personId);
  assert.equal(member.displayName, '职工甲');
  assert.match(initialPassword ?? '', /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const roles = async () => (await app.call(getMe, { as: worker })).palaceRoles.map((held) => held.role);
  assert.deepEqual(await roles(), ['editor', 'reviewer']);
  const one = { ...params, personId: worker.personId };
  await app.call(setStaffRoles, { params: one, body: { roles: ['front_desk'] }, as: director });
  assert.deepEqual(await roles(), ['front_desk']);
  const { items } = await app.call(listStaff, { params, as: director });
  assert.equal(items.length, 2);
  const gone = await app.call(setStaffRoles, { params: one, body: { roles: [] }, as: director });
  assert.equal(gone.member, null);
  assert.deepEqual(await roles(), []);
  const again = await app.refused(setStaffRoles, { params: one, body: { roles: ['editor'] }, as: director });
  assert.equal(again.status, 404);
  const actions = (await app.call(listAudit, { params, as: director })).items.map((entry) => entry.action);
  assert.deepEqual(actions, ['staff.set-roles', 'staff.set-roles', 'staff.add']);
});

test('an account name is taken once', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const add = (account: string) => ({
    params: { palaceId: palace.id },
    body: newcomer(account, ['editor']),
    as: director,
  });
  await app.call(addStaff, add('one.name'));
  const refused = await app.refused(addStaff, add('one.name'));
  assert.deepEqual([refused.status, refused.code], [409, 'account-name-taken']);
  const { items } = await app.call(listStaff, { params: { palaceId: palace.id }, as: director });
  assert.equal(items.length, 2, 'nothing of the refused call was kept');
});

test('the last director stays, also when two directors remove each other at the same moment', async () => {
  const palace = await createPalace(app);
  const one = await createStaff(app, palace.id, ['director']);
  const params = { palaceId: palace.id, personId: one.personId };
  const alone = await app.refused(setStaffRoles, { params, body: { roles: ['editor'] }, as: one });
  assert.equal(alone.code, 'last-director');
  const two = await createStaff(app, palace.id, ['director']);
  const remove = (personId: string, as: { cookie: string }) =>
    app.inject({
      method: 'PUT',
      url: `/api/v1/palaces/${palace.id}/staff/${personId}/roles`,
      headers: { cookie: as.cookie },
      payload: { roles: [] },
    });
  const answers = await bothWaitingFor(`roles ${palace.id}`, () => [
    remove(two.personId, one),
    remove(one.personId, two),
  ]);
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [200, 409]);
});

/** Starts requests while an advisory lock is held, and lets them go when all of them wait for it. */
async function bothWaitingFor<T>(lock: string, start: () => Promise<T>[]): Promise<T[]> {
  const holder = await app.deps.db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
    const requests = start();
    for (;;) {
      const { rows } = await holder.query(
        `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
      );
      if (rows[0].waiting === requests.length) break;
    }
    await holder.query('commit');
    return await Promise.all(requests);
  } finally {
    holder.release();
  }
}

test('without the lock the same race leaves no director: the test above can fail', async () => {
  const palace = await createPalace(app);
  const people = [
    await createStaff(app, palace.id, ['director']),
    await createStaff(app, palace.id, ['director']),
  ];
  const { pool } = app.deps.db;
  const clients = [await pool.connect(), await pool.connect()];
  try {
    for (const client of clients) await client.query('begin');
    for (const [i, client] of clients.entries()) {
      const { rows } = await client.query(
        `select from palace_role where palace_id = $1 and role = 'director' and person_id <> $2`,
        [palace.id, people[i]?.personId],
      );
      assert.equal(rows.length, 1, 'each sees the other and thinks itself replaceable');
    }
    for (const [i, client] of clients.entries()) {
      await client.query('delete from palace_role where palace_id = $1 and person_id = $2', [
        palace.id,
        people[i]?.personId,
      ]);
    }
    for (const client of clients) await client.query('commit');
  } finally {
    for (const client of clients) client.release();
  }
  const { rows } = await pool.query('select from palace_role where palace_id = $1', [palace.id]);
  assert.equal(rows.length, 0);
});

test('an officer above appoints directors only; one elsewhere sees nothing', async () => {
  const palace = await createPalace(app);
  const other = await createPalace(app);
  const officer = await createOfficer(app, palace.union_id);
  const elsewhere = await createOfficer(app, other.union_id);
  const params = { palaceId: palace.id };
  const { member } = await app.call(addStaff, {
    params,
    body: newcomer('first.director', ['director']),
    as: officer,
  });
  const editor = await app.refused(addStaff, {
    params,
    body: newcomer('an.editor', ['editor']),
    as: officer,
  });
  assert.deepEqual([editor.status, editor.code], [403, 'role-not-grantable']);
  const one = { ...params, personId: member.personId };
  const demoted = await app.refused(setStaffRoles, {
    params: one,
    body: { roles: ['director', 'editor'] },
    as: officer,
  });
  assert.equal(demoted.code, 'role-not-grantable');
  assert.equal((await app.refused(listStaff, { params, as: elsewhere })).status, 404);
  const national = await app.deps.db.pool.query(`select id from union_node where level = 'nation'`);
  const top = await createOfficer(app, national.rows[0].id);
  assert.equal((await app.call(listStaff, { params, as: top })).items.length, 1);
});

test('staff below director may not touch roles; neighbours see no palace', async () => {
  const palace = await createPalace(app);
  const params = { palaceId: palace.id };
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  for (const role of palaceRoles.filter((each) => each !== 'director')) {
    const as = await createStaff(app, palace.id, [role]);
    assert.equal(
      (await app.refused(addStaff, { params, body: newcomer(`by.${role}`, ['editor']), as })).status,
      403,
    );
  }
  const refused = await app.refused(addStaff, {
    params,
    body: newcomer('by.neighbour', ['editor']),
    as: neighbour,
  });
  assert.equal(refused.status, 404);
});

test('officers appoint officers; the last one over a union stays', async (context) => {
  // A network of its own: an officer above would make everybody below replaceable.
  const app = await createTestApp();
  context.after(() => app.close());
  const palace = await createPalace(app);
  const officer = await createOfficer(app, palace.union_id);
  const params = { unionId: palace.union_id };
  const own = { ...params, personId: officer.personId };
  assert.equal((await app.refused(removeOfficer, { params: own, as: officer })).code, 'last-officer');
  const { phone, displayName } = newcomer('x', []);
  const body = { phone, displayName, account: 'new.officer' };
  const added = await app.call(addOfficer, { params, body, as: officer });
  assert.equal(added.officer.account, 'new.officer');
  assert.equal((await app.call(listOfficers, { params, as: officer })).items.length, 2);
  await app.call(removeOfficer, { params: { ...params, personId: added.officer.personId }, as: officer });
  assert.equal((await app.call(listOfficers, { params, as: officer })).items.length, 1);
});

test('a phone number is revealed of the palace’s own people only, and every look is written down', async () => {
  const palace = await createPalace(app);
  const desk = await createStaff(app, palace.id, ['front_desk']);
  const director = await createStaff(app, palace.id, ['director']);
  const params = { palaceId: palace.id, personId: director.personId };
  const { phone } = await app.call(revealPhone, { params, as: desk });
  assert.equal(phone, director.phone);
  const stranger = await createWorker(app);
  const refused = await app.refused(revealPhone, {
    params: { ...params, personId: stranger.personId },
    as: desk,
  });
  assert.equal(refused.status, 404);
  const editor = await createStaff(app, palace.id, ['editor']);
  assert.equal((await app.refused(revealPhone, { params, as: editor })).status, 403);
  const { items } = await app.call(listAudit, { params: { palaceId: palace.id }, as: director });
  assert.deepEqual(
    items.map((entry) => [entry.action, entry.actorId, entry.subjectId]),
    [['person.reveal-phone', desk.personId, director.personId]],
  );
});
