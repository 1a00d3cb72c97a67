import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addStaff,
  changePassword,
  getMe,
  listMySessions,
  listStaff,
  resetStaffAccount,
  revokeMySession,
  sessionCookie,
  staffSecondFactor,
  staffSignIn,
} from '@wengong/contract';
import { sql } from 'kysely';
import { totpCode } from '../../demo/totp.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import {
  createStaff,
  createWorker,
  openSession,
  randomPhone,
  type TestPerson,
} from '../../testkit/person.ts';
import { giveSecondFactor } from './auth/second-factor.ts';
import { send, signInAsStaff, signInByPhone } from './sign-in.factory.ts';
import { ensureStaffAccount, preparePassword } from './staff/staff-account.ts';

let app: TestApp;
let palaceId: string;
let director: TestPerson;
before(async () => {
  app = await createTestApp();
  palaceId = (await createPalace(app)).id;
  director = await createStaff(app, palaceId, ['director']);
});
after(() => app.close());

const SECRET = 'a secret of this test, 32 letters';
const NEW_PASSWORD = 'a password of my own';
const meOf = (cookie: string) => app.call(getMe, { as: { cookie } });
let accounts = 0;

/** The director, signed in just now: the clock moves on between the tests. */
const directorNow = async () => ({ cookie: await openSession(app, director.personId, true) });

/** A new editor with the initial password that the director was given. */
async function addEditor(phone = randomPhone()) {
  accounts += 1;
  const account = `editor.${accounts}`;
  const added = await app.call(addStaff, {
    params: { palaceId },
    body: { phone, displayName: '测试编辑', account, roles: ['editor'] },
    as: await directorNow(),
  });
  return { phone, account, personId: added.member.personId, password: added.initialPassword ?? '' };
}

/** An editor who has set up password and second factor. */
async function enrolledEditor() {
  const editor = await addEditor();
  const { cookie } = await signInAsStaff(app, editor, NEW_PASSWORD);
  app.clock.advance(2);
  return { ...editor, password: NEW_PASSWORD, cookie };
}

test('the first sign-in sets up the second factor; the next ones ask for it', async () => {
  const editor = await addEditor();
  const first = await signInAsStaff(app, editor, NEW_PASSWORD);
  assert.equal(first.step, 'enrol');
  const me = await meOf(first.cookie);
  assert.equal(me.strong, true);
  assert.equal(me.person?.staffAccount, editor.account);
  assert.deepEqual(
    me.palaceRoles.map((held) => held.role),
    ['editor'],
  );
  const second = await signInAsStaff(app, { account: editor.account, password: NEW_PASSWORD });
  assert.equal(second.step, 'totp');
  assert.equal((await meOf(second.cookie)).strong, true);
});

test('enrolment gives an otpauth address for the account and backup codes that replace a code once', async () => {
  const editor = await addEditor();
  const first = await send(app, staffSignIn, editor);
  const { otpauthUrl, secret, backupCodes } = first.json.enrolment;
  const url = new URL(otpauthUrl);
  assert.equal(url.protocol, 'otpauth:');
  assert.equal(decodeURIComponent(url.pathname).split(':').at(-1), editor.account);
  assert.equal(url.searchParams.get('secret'), secret);
  assert.equal(backupCodes.length, 10);
  const body = {
    code: first.json.demoCode,
    phoneCode: first.json.phoneCheck.demoCode,
    newPassword: NEW_PASSWORD,
  };
  assert.equal((await send(app, staffSecondFactor, body, first.cookie)).status, 200);
  const use = async () => {
    const step = await send(app, staffSignIn, { account: editor.account, password: NEW_PASSWORD });
    return send(app, staffSecondFactor, { backupCode: backupCodes[0] }, step.cookie);
  };
  const used = await use();
  assert.equal(used.status, 200);
  assert.equal((await meOf(used.cookie)).strong, true);
  assert.equal((await use()).json.code, 'second-factor-wrong');
});

test('outside the demonstration a code of the authenticator opens one session', async () => {
  const real = await createTestApp({ demo: false });
  try {
    const password = await preparePassword(NEW_PASSWORD);
    const account = 'once.only';
    await real.deps.db.transact(async (tx) => {
      const phone = `+86${randomPhone()}`;
      const { personId } = await ensureStaffAccount(
        tx,
        real.deps.keys,
        { phone, displayName: '测试', account, now: real.clock.now() },
        password,
        true,
      );
      await giveSecondFactor(tx, real.deps.keys, personId, SECRET);
    });
    // Of the step to come, which is taken already: on a slow machine this one might run out meanwhile.
    const code = totpCode(SECRET, new Date(Date.now() + 30_000));
    const enter = async () => {
      const first = await send(real, staffSignIn, { account, password: NEW_PASSWORD });
      return send(real, staffSecondFactor, { code }, first.cookie);
    };
    const both = await Promise.all([enter(), enter()]);
    assert.deepEqual(
      both.map((answer) => answer.status).toSorted((a, b) => a - b),
      [200, 422],
    );
    const [refused] = both.filter((answer) => answer.status === 422);
    assert.equal(refused?.json.code, 'second-factor-used');
    assert.equal((await enter()).json.code, 'second-factor-used');
    const { rows } = await sql<{ strong: number }>`select count(*) filter (where stage = 'strong') as strong
      from auth_session join auth_user on auth_user.id = user_id where username = ${account}`.execute(
      real.deps.db.reader,
    );
    assert.deepEqual(rows, [{ strong: 1 }], 'a refused code leaves no session behind');
  } finally {
    await real.close();
  }
});

test('the password alone opens nothing', async () => {
  const editor = await addEditor();
  const first = await send(app, staffSignIn, editor);
  assert.equal((await meOf(first.cookie)).person, null);
  const enrolled = await enrolledEditor();
  const again = await send(app, staffSignIn, enrolled);
  assert.equal((await meOf(again.cookie)).person, null);
  assert.ok(!again.cookie.includes(sessionCookie));
});

test('who made the account cannot use it: the owner’s phone and a new password are needed', async () => {
  const editor = await addEditor();
  const first = await send(app, staffSignIn, editor);
  assert.equal(first.json.newPasswordRequired, true);
  const code = first.json.demoCode;
  const without = await send(app, staffSecondFactor, { code }, first.cookie);
  assert.equal(without.json.code, 'new-password-required');
  const phoneCode = first.json.phoneCheck.demoCode as string;
  const wrong = phoneCode === '000000' ? '000001' : '000000';
  const guessed = await send(
    app,
    staffSecondFactor,
    { code, phoneCode: wrong, newPassword: NEW_PASSWORD },
    first.cookie,
  );
  assert.equal(guessed.json.code, 'sign-in-code-wrong');
  const still = await send(app, staffSignIn, editor);
  assert.equal(still.status, 429, 'the initial password is still the password; the code limit holds');
  const right = await send(
    app,
    staffSecondFactor,
    { code, phoneCode, newPassword: NEW_PASSWORD },
    first.cookie,
  );
  assert.equal(right.status, 200);
  assert.equal((await send(app, staffSignIn, editor)).json.code, 'staff-sign-in-failed');
});

test('after the phone is proven, a wrong one-time code can be tried again', async () => {
  const editor = await addEditor();
  const first = await send(app, staffSignIn, editor);
  const right = first.json.demoCode as string;
  const wrong = right === '000000' ? '000001' : '000000';
  const phoneCode = first.json.phoneCheck.demoCode;
  const missed = await send(
    app,
    staffSecondFactor,
    { code: wrong, phoneCode, newPassword: NEW_PASSWORD },
    first.cookie,
  );
  assert.equal(missed.json.code, 'second-factor-wrong');
  assert.equal((await send(app, staffSecondFactor, { code: right }, first.cookie)).status, 200);
});

test('a staff person who signs in by phone is not strong, and console routes refuse them', async () => {
  const editor = await enrolledEditor();
  const byPhone = await signInByPhone(app, editor.phone);
  assert.equal(byPhone.personId, editor.personId);
  assert.equal((await meOf(byPhone.cookie)).strong, false);
  const weak = await openSession(app, director.personId, false);
  const refused = await app.refused(listStaff, { params: { palaceId }, as: { cookie: weak } });
  assert.deepEqual(refused, { status: 403, code: 'second-factor-required' });
});

test('a session by phone does not become strong by a code; the step needs its own password', async () => {
  const editor = await enrolledEditor();
  const byPhone = await signInByPhone(app, editor.phone);
  const step = await send(app, staffSignIn, editor);
  const answer = await send(app, staffSecondFactor, { code: step.json.demoCode }, byPhone.cookie);
  assert.equal(answer.json.code, 'sign-in-step-expired');
  assert.equal((await meOf(byPhone.cookie)).strong, false);
  const both = await send(
    app,
    staffSecondFactor,
    { code: step.json.demoCode },
    `${byPhone.cookie}; ${step.cookie}`,
  );
  assert.equal(both.status, 200);
  assert.equal((await meOf(both.cookie)).strong, true);
});

test('five wrong passwords lock an account for fifteen minutes, existing or not', async () => {
  const editor = await enrolledEditor();
  for (const account of [editor.account, 'nobody.here']) {
    for (let i = 0; i < 5; i += 1) {
      const wrong = await send(app, staffSignIn, { account, password: 'not the password' });
      assert.deepEqual([wrong.status, wrong.json.code], [401, 'staff-sign-in-failed']);
    }
    const locked = await send(app, staffSignIn, { account, password: editor.password });
    assert.deepEqual([locked.status, locked.json.code], [429, 'staff-sign-in-locked']);
  }
  app.clock.advance(15);
  assert.equal((await send(app, staffSignIn, editor)).status, 200);
});

test('wrong passwords at the same moment cannot slip past the lock', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => send(app, staffSignIn, { account: 'many.at.once', password: 'x' })),
  );
  assert.equal(answers.filter((answer) => answer.status === 401).length, 5);
  assert.equal(answers.filter((answer) => answer.status === 429).length, 7);
});

test('five wrong one-time codes lock the second factor, over several sign-ins', async () => {
  const editor = await enrolledEditor();
  let step = await send(app, staffSignIn, editor);
  const wrong = step.json.demoCode === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i += 1) {
    if (i === 3) step = await send(app, staffSignIn, editor);
    const answer = await send(app, staffSecondFactor, { code: wrong }, step.cookie);
    assert.equal(answer.json.code, 'second-factor-wrong');
  }
  step = await send(app, staffSignIn, editor);
  const locked = await send(app, staffSecondFactor, { code: step.json.demoCode }, step.cookie);
  assert.deepEqual([locked.status, locked.json.code], [429, 'staff-sign-in-locked']);
});

test('a second step without a first is refused, and either code is needed', async () => {
  assert.equal((await send(app, staffSecondFactor, { code: '123456' })).json.code, 'sign-in-step-expired');
  const worker = await createWorker(app);
  const asWorker = await send(app, staffSecondFactor, { code: '123456' }, worker.cookie);
  assert.equal(asWorker.json.code, 'sign-in-step-expired');
  assert.equal((await send(app, staffSecondFactor, {})).json.code, 'invalid-request');
});

test('a strong session ends after thirty minutes without use', async () => {
  const { cookie } = await enrolledEditor();
  app.clock.advance(20);
  assert.equal((await meOf(cookie)).strong, true);
  app.clock.advance(29);
  assert.equal((await meOf(cookie)).strong, true);
  app.clock.advance(31);
  assert.equal((await meOf(cookie)).person, null);
});

test('my sessions are listed; one that I revoke is over', async () => {
  const editor = await enrolledEditor();
  const byPhone = await signInByPhone(app, editor.phone);
  const { items } = await app.call(listMySessions, { as: editor });
  assert.deepEqual(items.map((item) => [item.current, item.strong]).sort(), [
    [false, false],
    [true, true],
  ]);
  const other = items.find((item) => !item.current)?.id ?? '';
  const stranger = await createWorker(app);
  const refused = await app.refused(revokeMySession, { params: { sessionId: other }, as: stranger });
  assert.equal(refused.status, 404);
  await app.call(revokeMySession, { params: { sessionId: other }, as: editor });
  assert.equal((await meOf(byPhone.cookie)).person, null);
  assert.notEqual((await meOf(editor.cookie)).person, null);
});

test('changing the password needs the present one and ends the other sessions', async () => {
  const editor = await enrolledEditor();
  const byPhone = await signInByPhone(app, editor.phone);
  const body = { currentPassword: 'not it', newPassword: 'yet another password' };
  assert.equal((await app.refused(changePassword, { body, as: editor })).code, 'password-wrong');
  await app.call(changePassword, { body: { ...body, currentPassword: NEW_PASSWORD }, as: editor });
  assert.notEqual((await meOf(editor.cookie)).person, null);
  assert.equal((await meOf(byPhone.cookie)).person, null);
  assert.equal((await send(app, staffSignIn, editor)).json.code, 'staff-sign-in-failed');
  const worker = await createWorker(app);
  assert.equal((await app.refused(changePassword, { body, as: worker })).code, 'no-staff-account');
});

test('the director resets an account: sessions, password and second factor are gone', async () => {
  const editor = await enrolledEditor();
  const { initialPassword } = await app.call(resetStaffAccount, {
    params: { palaceId, personId: editor.personId },
    as: await directorNow(),
  });
  assert.equal((await meOf(editor.cookie)).person, null);
  assert.equal((await send(app, staffSignIn, editor)).json.code, 'staff-sign-in-failed');
  const again = await signInAsStaff(
    app,
    { account: editor.account, password: initialPassword },
    'third password here',
  );
  assert.equal(again.step, 'enrol');
});

test('nobody resets the account of somebody who also works elsewhere', async () => {
  const elsewhere = await createPalace(app);
  const editor = await enrolledEditor();
  const otherDirector = await createStaff(app, elsewhere.id, ['director']);
  await app.call(addStaff, {
    params: { palaceId: elsewhere.id },
    body: { phone: editor.phone, displayName: 'x', account: 'ignored', roles: ['editor'] },
    as: otherDirector,
  });
  const params = { palaceId: elsewhere.id, personId: editor.personId };
  assert.equal(
    (await app.refused(resetStaffAccount, { params, as: otherDirector })).code,
    'staff-account-elsewhere',
  );
});

test('no answer that holds a secret is remembered for its idempotency key', async () => {
  const body = {
    phone: randomPhone(),
    displayName: '测试',
    account: 'remembered',
    roles: ['editor' as const],
  };
  const { initialPassword } = await app.call(addStaff, {
    params: { palaceId },
    body,
    as: await directorNow(),
    idempotencyKey: 'a-key-of-my-own',
  });
  const { rows } = await app.deps.db.pool.query('select * from idempotency_key');
  assert.ok(initialPassword);
  assert.ok(!JSON.stringify(rows).includes(initialPassword));
});
