import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { consentVersions, getMe, sendSignInCode, sessionCookie, signIn, signOut } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker, randomPhone } from '../../testkit/person.ts';
import { send, signInByPhone } from './sign-in.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const consentVersion = consentVersions.terms;
const meOf = (cookie: string) => app.call(getMe, { as: { cookie } });

test('a worker signs in by phone and code: the first time makes the account', async () => {
  const phone = randomPhone();
  const first = await signInByPhone(app, phone);
  assert.equal(first.json.isNew, true);
  const me = await meOf(first.cookie);
  assert.equal(me.person?.id, first.personId);
  assert.match(me.person?.displayName ?? '', /^职工[A-Z2-9]{4}$/);
  assert.equal(me.person?.phoneMasked, `${phone.slice(3, 6)}****${phone.slice(-4)}`);
  assert.equal(me.strong, false);
  app.clock.advance(2);
  const again = await signInByPhone(app, phone.replace('+86', '０086 '));
  assert.equal(again.json.isNew, false);
  assert.equal(again.personId, first.personId);
});

test('the session cookie is HttpOnly and Lax, and Secure in production', async () => {
  const { setCookie } = await signInByPhone(app, randomPhone());
  const line = setCookie.find((each) => each.startsWith(`${sessionCookie}=`)) ?? '';
  assert.match(line, /HttpOnly/i);
  assert.match(line, /SameSite=Lax/i);
  assert.doesNotMatch(line, /Secure/i);
  const production = await createTestApp({ production: true });
  try {
    const secure = await signInByPhone(production, randomPhone());
    assert.match(secure.setCookie.find((each) => each.startsWith(`${sessionCookie}=`)) ?? '', /Secure/i);
  } finally {
    await production.close();
  }
});

test('no phone number is stored in clear, in any table', async () => {
  const phone = randomPhone();
  await signInByPhone(app, phone);
  const { rows: tables } = await app.deps.db.pool.query(
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const needle = `%${phone.slice(3)}%`;
  for (const { table_name } of tables) {
    const { rows } = await app.deps.db.pool.query(
      `select count(*)::int as found from "${table_name}" t where t::text like $1`,
      [needle],
    );
    assert.equal(rows[0].found, 0, table_name);
  }
});

test('the answer to a code request is the same for known and unknown numbers', async () => {
  const known = randomPhone();
  await signInByPhone(app, known);
  app.clock.advance(2);
  const shape = ({ json }: { json: object }) => Object.keys(json).sort();
  const forKnown = await send(app, sendSignInCode, { phone: known });
  const forUnknown = await send(app, sendSignInCode, { phone: randomPhone() });
  assert.equal(forKnown.status, forUnknown.status);
  assert.deepEqual(shape(forKnown), shape(forUnknown));
});

test('codes to one number: one a minute, five an hour, ten a day', async () => {
  const phone = randomPhone();
  const ask = () => send(app, sendSignInCode, { phone });
  assert.equal((await ask()).status, 200);
  const early = await ask();
  assert.equal(early.status, 429);
  assert.equal(early.json.code, 'sign-in-code-limit');
  for (let i = 0; i < 4; i += 1) {
    app.clock.advance(1);
    assert.equal((await ask()).status, 200);
  }
  app.clock.advance(1);
  assert.equal((await ask()).status, 429);
  app.clock.advance(60);
  for (let i = 0; i < 5; i += 1) {
    app.clock.advance(1);
    assert.equal((await ask()).status, 200);
  }
  app.clock.advance(120);
  assert.equal((await ask()).status, 429);
  assert.equal((await send(app, sendSignInCode, { phone: randomPhone() })).status, 200);
});

test('requests for one number at the same moment send one code', async () => {
  const phone = randomPhone();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(app, sendSignInCode, { phone })));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
});

test('a wrong code is refused; after five, the right one is too', async () => {
  const phone = randomPhone();
  const { json } = await send(app, sendSignInCode, { phone });
  const right = json.demoCode as string;
  const wrong = right === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i += 1) {
    const answer = await send(app, signIn, { phone, code: wrong, consentVersion });
    assert.equal(answer.json.code, 'sign-in-code-wrong');
  }
  const late = await send(app, signIn, { phone, code: right, consentVersion });
  assert.equal(late.status, 422);
  assert.equal(late.json.code, 'sign-in-code-expired');
});

test('a code works once, for its own number, and for five minutes', async () => {
  const phone = randomPhone();
  const { json } = await send(app, sendSignInCode, { phone });
  const code = json.demoCode as string;
  const other = await send(app, signIn, { phone: randomPhone(), code, consentVersion });
  assert.equal(other.json.code, 'sign-in-code-expired');
  const twice = await Promise.all([
    send(app, signIn, { phone, code, consentVersion }),
    send(app, signIn, { phone, code, consentVersion }),
  ]);
  assert.deepEqual(twice.map((answer) => answer.status).sort(), [200, 422]);
  app.clock.advance(2);
  const { json: second } = await send(app, sendSignInCode, { phone });
  await app.deps.db.pool.query(
    `update auth_verification set expires_at = expires_at - interval '301 seconds'`,
  );
  const expired = await send(app, signIn, { phone, code: second.demoCode, consentVersion });
  assert.equal(expired.json.code, 'sign-in-code-expired');
});

test('what is no phone number, an outdated consent, and an oversize body are refused', async () => {
  const phone = randomPhone();
  assert.equal((await send(app, sendSignInCode, { phone: '12345678901' })).json.code, 'phone-invalid');
  assert.equal((await send(app, sendSignInCode, { phone: '12345' })).json.code, 'phone-invalid');
  assert.equal((await send(app, sendSignInCode, { phone: '' })).json.code, 'invalid-request');
  const outdated = await send(app, signIn, { phone, code: '123456', consentVersion: '1999-01-01' });
  assert.equal(outdated.json.code, 'consent-outdated');
  const oversize = await send(app, sendSignInCode, { phone: '1'.repeat(1024 * 1024) });
  assert.equal(oversize.status, 413);
  const notJson = await app.inject({
    method: 'POST',
    url: sendSignInCode.path,
    headers: { 'content-type': 'application/json' },
    payload: '{"phone":',
  });
  assert.equal(notJson.statusCode, 400);
});

test('outside demonstration mode the code is not in the answer', async () => {
  const real = await createTestApp({ demo: false });
  try {
    const { json } = await send(real, sendSignInCode, { phone: randomPhone() });
    assert.equal(json.demoCode, null);
  } finally {
    await real.close();
  }
});

test('a provider that cannot be reached is a problem with a sentence, not a 500', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  closed.close();
  const account = { keyId: 'k', keySecret: 's', sign: 's', template: 't', url };
  const broken = await createTestApp({ sms: { provider: 'aliyun', ...account } });
  try {
    const answer = await send(broken, sendSignInCode, { phone: randomPhone() });
    assert.equal(answer.status, 503);
    assert.equal(answer.json.code, 'sms-not-sent');
  } finally {
    await broken.close();
  }
});

test('a forged, changed or foreign cookie is nobody', async () => {
  const worker = await createWorker(app);
  assert.equal((await meOf(worker.cookie)).person?.id, worker.personId);
  const value = worker.cookie.slice(sessionCookie.length + 1);
  const [token = ''] = decodeURIComponent(value).split('.');
  const forgeries = [
    `${sessionCookie}=${token}`,
    `${sessionCookie}=${token}.`,
    `${sessionCookie}=${encodeURIComponent(`${token}.${Buffer.alloc(32).toString('base64')}`)}`,
    `${sessionCookie}=${encodeURIComponent(`x${decodeURIComponent(value)}`)}`,
    `${sessionCookie}=%E0%A4%A`,
    `${sessionCookie}=`,
    `other.session_token=${value}`,
  ];
  for (const cookie of forgeries) assert.equal((await meOf(cookie)).person, null, cookie);
});

test('a session ends by signing out, for other requests with the cookie as well', async () => {
  const { cookie } = await signInByPhone(app, randomPhone());
  assert.notEqual((await meOf(cookie)).person, null);
  const out = await send(app, signOut, undefined, cookie);
  assert.ok(!out.cookie.includes(sessionCookie));
  assert.equal((await meOf(cookie)).person, null);
  assert.equal((await app.inject({ method: 'POST', url: signOut.path })).statusCode, 204);
});

test('a worker’s session ends after thirty days without use, not while it is used', async () => {
  const used = await createWorker(app);
  const unused = await createWorker(app);
  for (let i = 0; i < 3; i += 1) {
    app.clock.advance(20 * 24 * 60);
    const me = await meOf(used.cookie);
    assert.equal(me.person?.id, used.personId);
  }
  assert.equal((await meOf(unused.cookie)).person, null);
});

test('signing in again in the same browser ends the session before', async () => {
  const first = await signInByPhone(app, randomPhone());
  const second = await signInByPhone(app, randomPhone(), first.cookie);
  assert.equal((await meOf(first.cookie)).person, null);
  assert.equal((await meOf(second.cookie)).person?.id, second.personId);
});
