import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  attestCategoryByUnion,
  consentVersions,
  deleteMe,
  exportMe,
  getMe,
  giveConsent,
  listMyConsents,
  updateMe,
  withdrawConsent,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker, randomPhone } from '../../testkit/person.ts';
import { standingOf } from './people/standing.store.ts';
import { signInByPhone } from './sign-in.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Runs the hourly job. */
const eraseDue = () => runJob('identity.erase-people');

async function runJob(name: string) {
  const job = app.modules.flatMap((each) => each.jobs ?? []).find((each) => each.name === name);
  assert.ok(job, name);
  await job.run({} as never, app.deps);
}

test('a person changes their profile, and only what they send', async () => {
  const worker = await createWorker(app, { displayName: '旧名' });
  const changed = await app.call(updateMe, {
    body: { displayName: '  新名  ', elderMode: true, homeDistrict: '崇川区' },
    as: worker,
  });
  assert.equal(changed.person?.displayName, '新名');
  await app.call(updateMe, { body: { locale: 'en' }, as: worker });
  const { person } = await app.call(getMe, { as: worker });
  assert.deepEqual(
    [person?.displayName, person?.elderMode, person?.homeDistrict, person?.locale],
    ['新名', true, '崇川区', 'en'],
  );
  const refused = await app.refused(updateMe, { body: { displayName: ' ' }, as: worker });
  assert.equal(refused.status, 400);
  const unstorable = await app.refused(updateMe, { body: { displayName: 'a\u0000b' }, as: worker });
  assert.deepEqual(unstorable, { status: 400, code: 'invalid-request' });
  const seen = await app.deps.resolveActor({ cookie: worker.cookie });
  assert.deepEqual([seen?.displayName, seen?.locale, seen?.elderMode], ['新名', 'en', true]);
});

test('nobody is signed in: the profile is empty, and changes are refused', async () => {
  const me = await app.call(getMe, {});
  assert.deepEqual(me, { person: null, palaceRoles: [], unionRoles: [], strong: false });
  assert.equal((await app.refused(updateMe, { body: { locale: 'en' } })).status, 401);
});

test('consent is kept by purpose and version; withdrawing it stops the use', async () => {
  const worker = await createWorker(app, { member: true, categories: ['courier'] });
  const inUse = async () => {
    const { person } = await app.call(getMe, { as: worker });
    const { member, categories } = await standingOf(app.deps.db.reader, worker.personId, app.clock.now());
    assert.deepEqual(
      [member, categories],
      [person?.member, person?.categories],
      'the same for staff who book for them',
    );
    return [member, categories];
  };
  assert.deepEqual(await inUse(), [true, ['courier']]);
  await app.call(withdrawConsent, { params: { purpose: 'categories' }, as: worker });
  await app.call(withdrawConsent, { params: { purpose: 'membership' }, as: worker });
  assert.deepEqual(await inUse(), [false, []]);
  const version = consentVersions.categories;
  await app.call(giveConsent, { body: { purpose: 'categories', version }, as: worker });
  assert.deepEqual(await inUse(), [false, ['courier']]);
  const outdated = await app.refused(giveConsent, {
    body: { purpose: 'categories', version: 'old' },
    as: worker,
  });
  assert.equal(outdated.code, 'consent-outdated');
  const terms = await app.refused(withdrawConsent, { params: { purpose: 'terms' }, as: worker });
  assert.equal(terms.code, 'terms-not-withdrawable');
});

test('signing in records the agreement to the terms once a version', async () => {
  const phone = randomPhone();
  await signInByPhone(app, phone);
  app.clock.advance(2);
  const { cookie } = await signInByPhone(app, phone);
  const { items } = await app.call(listMyConsents, { as: { cookie } });
  assert.deepEqual(
    items.map((item) => [item.purpose, item.version, item.withdrawnAt]),
    [['terms', consentVersions.terms, null]],
  );
});

test('my data can be taken away: every module gives what it holds', async () => {
  const worker = await createWorker(app, { member: true, categories: ['migrant'], displayName: '某职工' });
  const { modules } = await app.call(exportMe, { as: worker });
  const identity = modules.identity as {
    profile: { phone: string; displayName: string };
    categories: { category: string }[];
    membership: { method: string };
  };
  assert.equal(identity.profile.phone, worker.phone);
  assert.equal(identity.profile.displayName, '某职工');
  assert.deepEqual(
    identity.categories.map((each) => each.category),
    ['migrant'],
  );
  assert.equal(identity.membership.method, 'roster');
  for (const each of app.deps.personalData) assert.ok(each.module in modules, each.module);
});

test('a deleted account is erased after seven days: phone, name, sessions, membership, categories', async () => {
  const worker = await createWorker(app, {
    member: true,
    categories: ['sanitation'],
    displayName: '要走的人',
  });
  const { eraseAfter } = await app.call(deleteMe, { as: worker });
  assert.equal(Date.parse(eraseAfter) - app.clock.now().getTime(), 7 * 24 * 3600 * 1000);
  assert.equal((await app.call(getMe, { as: worker })).person, null);
  app.clock.advance(7 * 24 * 60 - 1);
  await eraseDue();
  const read = async () => {
    const { rows } = await app.deps.db.pool.query('select * from person where id = $1', [worker.personId]);
    return rows[0];
  };
  assert.equal((await read()).display_name, '要走的人');
  app.clock.advance(1);
  await eraseDue();
  const erased = await read();
  assert.deepEqual(
    [erased.display_name, erased.phone_cipher, erased.phone_hash, erased.home_district],
    ['已注销', null, null, null],
  );
  for (const [table, column] of [
    ['auth_user', 'id'],
    ['auth_session', 'user_id'],
    ['membership', 'person_id'],
  ]) {
    const { rows } = await app.deps.db.pool.query(`select from ${table} where ${column} = $1`, [
      worker.personId,
    ]);
    assert.equal(rows.length, 0, table);
  }
  const { rows } = await app.deps.db.pool.query('select from attested_category where phone_hash = $1', [
    app.deps.keys.fingerprint(worker.phone),
  ]);
  assert.equal(rows.length, 0);
  app.clock.advance(2);
  const again = await signInByPhone(app, worker.phone);
  assert.equal(again.json.isNew, true);
  assert.notEqual(again.personId, worker.personId);
});

test('signing in during the cooling-off calls the deletion off', async () => {
  const phone = randomPhone();
  const first = await signInByPhone(app, phone);
  await app.call(deleteMe, { as: first });
  app.clock.advance(60);
  const back = await signInByPhone(app, phone);
  assert.equal(back.json.deletionCancelled, true);
  app.clock.advance(10 * 24 * 60);
  await eraseDue();
  assert.equal((await app.call(getMe, { as: back })).person?.id, first.personId);
});

test('the last director and the last officer are replaced before they can go', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  assert.equal((await app.refused(deleteMe, { as: director })).code, 'last-director');
  const officer = await createOfficer(app, palace.union_id);
  assert.equal((await app.refused(deleteMe, { as: officer })).code, 'last-officer');
  await createStaff(app, palace.id, ['director']);
  await app.call(deleteMe, { as: director });
});

test('a category attested by number reaches the person at once, wherever they are signed in', async () => {
  const palace = await createPalace(app);
  const officer = await createOfficer(app, palace.union_id);
  const worker = await createWorker(app);
  const categories = async () => (await app.call(getMe, { as: worker })).person?.categories;
  assert.deepEqual(await categories(), []);
  const params = { unionId: palace.union_id };
  const body = { phone: worker.phone, category: 'sanitation' as const, attested: true };
  await app.call(attestCategoryByUnion, { params, body, as: officer });
  assert.deepEqual(await categories(), ['sanitation']);
  await app.call(attestCategoryByUnion, { params, body: { ...body, attested: false }, as: officer });
  assert.deepEqual(await categories(), []);
});

test('what sign-ins leave behind is cleared, open sessions stay', async () => {
  const gone = await createWorker(app);
  app.clock.advance(31 * 24 * 60);
  const kept = await signInByPhone(app, randomPhone());
  await app.deps.db.pool.query("update auth_verification set expires_at = '2026-01-01'");
  await runJob('identity.clear-sign-ins');
  const sessionsOf = async (personId: string) =>
    (await app.deps.db.pool.query('select from auth_session where user_id = $1', [personId])).rows.length;
  assert.deepEqual([await sessionsOf(gone.personId), await sessionsOf(kept.personId)], [0, 1]);
  const { rows } = await app.deps.db.pool.query('select from auth_verification');
  assert.equal(rows.length, 0);
});
