import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  askMyNewPhone,
  askNewPhoneOf,
  attestCategoryByPalace,
  changeMyPhone,
  changePhoneOf,
  exportMe,
  getMe,
  listAudit,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker, openSession, randomPhone } from '../../../testkit/person.ts';
import { book, createSession } from '../../booking/booking.factory.ts';
import { signInByPhone } from '../sign-in.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const meOf = async (cookie: string) => (await app.call(getMe, { as: { cookie } })).person;

async function codeFor(worker: { cookie: string }, phone: string): Promise<string> {
  const { demoCode } = await app.call(askMyNewPhone, { body: { phone }, as: worker });
  assert.ok(demoCode);
  return demoCode;
}

/** Numbers that wait to be told that an account has left them. */
async function toldNumbers(): Promise<string[]> {
  const { rows } = await app.deps.db.pool.query(
    `select payload->>'phone' as phone from graphile_worker._private_jobs where payload->>'phone' is not null`,
  );
  return rows.map(({ phone }) => app.deps.keys.open(Buffer.from(phone, 'base64')));
}

test('a worker changes the number with a code sent to the new one; other sessions end, the old number is told', async () => {
  const worker = await createWorker(app);
  const elsewhere = await openSession(app, worker.personId, false);
  const phone = randomPhone();
  const code = await codeFor(worker, phone);
  const changed = await app.call(changeMyPhone, { body: { phone, code }, as: worker });
  assert.equal(changed.phoneMasked, `${phone.slice(3, 6)}****${phone.slice(-4)}`);
  assert.equal((await meOf(worker.cookie))?.phoneMasked, changed.phoneMasked);
  assert.equal(await meOf(elsewhere), null);
  assert.ok((await toldNumbers()).includes(worker.phone));
  // The new number leads to the account, the old one to a new person.
  app.clock.advance(2);
  assert.equal((await signInByPhone(app, phone)).personId, worker.personId);
  assert.notEqual((await signInByPhone(app, worker.phone)).personId, worker.personId);
});

test('categories go along and stay behind for nobody', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const worker = await createWorker(app);
  const attestation = { phone: worker.phone, category: 'sanitation' as const, attested: true };
  await app.call(attestCategoryByPalace, {
    params: { palaceId: palace.id },
    body: attestation,
    as: director,
  });
  const phone = randomPhone();
  await app.call(changeMyPhone, { body: { phone, code: await codeFor(worker, phone) }, as: worker });
  const exported = await app.call(exportMe, { as: worker });
  assert.match(JSON.stringify(exported.modules), /sanitation/);
  const heir = await signInByPhone(app, worker.phone);
  const theirs = await app.call(exportMe, { as: heir });
  assert.doesNotMatch(JSON.stringify(theirs.modules), /sanitation/);
});

test('a wrong code, a code of somebody else’s asking, and the present number change nothing', async () => {
  const worker = await createWorker(app);
  const other = await createWorker(app);
  const phone = randomPhone();
  const code = await codeFor(worker, phone);
  const wrong = code === '000000' ? '000001' : '000000';
  const refusedBy = async (body: { phone: string; code: string }, as = worker) =>
    (await app.refused(changeMyPhone, { body, as })).code;
  assert.equal(await refusedBy({ phone, code: wrong }), 'sign-in-code-wrong');
  assert.equal(await refusedBy({ phone, code }, other), 'sign-in-code-expired');
  assert.equal(await refusedBy({ phone: randomPhone(), code }), 'sign-in-code-expired');
  const same = await app.refused(askMyNewPhone, { body: { phone: worker.phone }, as: worker });
  assert.equal(same.code, 'phone-unchanged');
  await app.call(changeMyPhone, { body: { phone, code }, as: worker });
  assert.equal(await refusedBy({ phone, code }), 'sign-in-code-expired');
});

test('a number that somebody has is refused only after its code', async () => {
  const worker = await createWorker(app);
  const holder = await createWorker(app);
  const code = await codeFor(worker, holder.phone);
  const taken = await app.refused(changeMyPhone, { body: { phone: holder.phone, code }, as: worker });
  assert.deepEqual(taken, { status: 409, code: 'phone-taken' });
  assert.equal((await meOf(worker.cookie))?.id, worker.personId);
});

test('five codes a day and two changes in thirty days by oneself', async () => {
  const worker = await createWorker(app);
  const asked = (phone = randomPhone()) => app.refused(askMyNewPhone, { body: { phone }, as: worker });
  for (let i = 0; i < 5; i += 1) await codeFor(worker, randomPhone());
  assert.equal((await asked()).code, 'phone-change-limit');
  app.clock.advance(24 * 60);
  for (let i = 0; i < 2; i += 1) {
    const phone = randomPhone();
    await app.call(changeMyPhone, { body: { phone, code: await codeFor(worker, phone) }, as: worker });
  }
  app.clock.advance(24 * 60);
  assert.equal((await asked()).code, 'phone-change-limit');
});

test('staff need the second factor to change theirs', async () => {
  const palace = await createPalace(app);
  const clerk = await createStaff(app, palace.id, ['front_desk']);
  const byPhone = { cookie: await openSession(app, clerk.personId, false) };
  const weak = await app.refused(askMyNewPhone, { body: { phone: randomPhone() }, as: byPhone });
  assert.equal(weak.code, 'second-factor-required');
  assert.ok(await codeFor(clerk, randomPhone()));
});

test('at the desk: for who booked there, with what was checked in the audit log; all sessions end', async () => {
  const session = await createSession(app);
  const { palaceId } = session;
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const worker = await createWorker(app);
  const params = { palaceId, personId: worker.personId };
  const phone = randomPhone();
  const stranger = await app.refused(askNewPhoneOf, { params, body: { phone }, as: desk });
  assert.equal(stranger.code, 'not-found');
  await book(app, session, worker);
  const { demoCode } = await app.call(askNewPhoneOf, { params, body: { phone }, as: desk });
  const body = { phone, code: demoCode ?? '', checked: '核对了工会会员证和本人照片' };
  const numbered = { ...body, checked: '身份证 110101199001011234' };
  assert.equal((await app.refused(changePhoneOf, { params, body: numbered, as: desk })).status, 400);
  // What the desk asked for is not the person's own asking.
  const own = await app.refused(changeMyPhone, { body: { phone, code: body.code }, as: worker });
  assert.equal(own.code, 'sign-in-code-expired');
  await app.call(changePhoneOf, { params, body, as: desk });
  assert.equal(await meOf(worker.cookie), null);
  const director = await createStaff(app, palaceId, ['director']);
  const { items } = await app.call(listAudit, { params: { palaceId }, query: {}, as: director });
  const entry = items.find((each) => each.action === 'person.change-phone');
  assert.deepEqual(entry?.after, { checked: body.checked });
  assert.doesNotMatch(JSON.stringify(items), new RegExp(phone.slice(3)));
});

test('a desk never changes the number of staff, and no other palace’s desk anything', async () => {
  const palace = await createPalace(app);
  const desk = await createStaff(app, palace.id, ['front_desk']);
  const director = await createStaff(app, palace.id, ['director']);
  const params = { palaceId: palace.id, personId: director.personId };
  const body = { phone: randomPhone() };
  assert.equal((await app.refused(askNewPhoneOf, { params, body, as: desk })).code, 'phone-of-staff');
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['front_desk']);
  assert.equal((await app.refused(askNewPhoneOf, { params, body, as: neighbour })).status, 404);
  const elsewhere = { palaceId: (await createPalace(app)).id, personId: director.personId };
  assert.equal((await app.refused(askNewPhoneOf, { params: elsewhere, body, as: neighbour })).status, 404);
});

test('nothing of the new number is left in clear', async () => {
  const worker = await createWorker(app);
  const phone = randomPhone();
  await app.call(changeMyPhone, { body: { phone, code: await codeFor(worker, phone) }, as: worker });
  const found = await app.deps.db.transact((tx) =>
    sql<{
      found: number;
    }>`select (select count(*) from phone_change t where t::text like ${`%${phone.slice(3)}%`})
      + (select count(*) from graphile_worker._private_jobs t where t::text like ${`%${worker.phone.slice(3)}%`})
      + (select count(*) from person t where t::text like ${`%${phone.slice(3)}%`}) as found`.execute(tx),
  );
  assert.equal(Number(found.rows[0]?.found), 0);
});
