import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  claimDoorDevice,
  claimKiosk,
  createDoorProvisioning,
  getDoorKit,
  greetKiosk,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff } from '../../../testkit/person.ts';
import { callAs, createDevice } from './devices.factory.ts';
import { createKiosk, devicesSeen, kioskCookieOf, offerKiosk, revokeKiosk } from './kiosk.factory.ts';

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
});
after(() => app.close());
beforeEach(() => app.clock.set(start));

const greet = async (as: { cookie: string }) => {
  const answer = await app.inject({ method: 'POST', url: greetKiosk.path, headers: { cookie: as.cookie } });
  return { kiosk: answer.json().kiosk, setCookie: answer.headers['set-cookie'] };
};

test('a code makes a browser a kiosk of its palace, once; no script can read what it is known by', async () => {
  const palace = await createPalace(app);
  const elsewhere = await createPalace(app);
  const { code, url, kind } = await offerKiosk(app, palace.id);
  assert.equal(kind, 'kiosk');
  assert.match(url, /\/kiosk\/[^/]+#[\w-]{43}$/);
  const refused = (palaceId: string) =>
    app.refused(claimKiosk, { params: { palaceId }, body: { code } }).then((answer) => answer.code);
  assert.equal(await refused(elsewhere.id), 'provisioning-invalid');
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/palaces/${palace.id}/kiosks`,
    payload: { code },
  });
  assert.equal(answer.statusCode, 201);
  const setCookie = String(answer.headers['set-cookie']);
  assert.match(setCookie, /; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = setCookie.split(';', 1)[0] ?? '';
  const token = cookie.split('.').at(-2) ?? '';
  assert.equal(token.length, 43);
  assert.ok(!answer.body.includes(token));
  assert.equal(await refused(palace.id), 'provisioning-invalid');
  const { kiosk } = await greet({ cookie: `lang=en; ${cookie}; elder=1` });
  assert.deepEqual([kiosk.name, kiosk.revoked, kiosk.palace.slug], ['大厅自助机', false, palace.slug]);
  const { rows } = await app.deps.db.pool.query('select d::text as text from door_device d');
  assert.ok(!JSON.stringify(rows).includes(token));
});

test('a kiosk is no door and a door no kiosk, with their codes and with their tokens', async () => {
  const palaceId = (await createPalace(app)).id;
  const kiosk = await createKiosk(app, palaceId);
  const { token } = kiosk;
  const kit = await callAs(app, { palaceId, token }, getDoorKit);
  assert.deepEqual([kit.status, kit.json.code], [401, 'device-unknown']);
  const door = await createDevice(app, palaceId);
  assert.equal((await greet(kioskCookieOf(palaceId, door.token))).kiosk, null);
  const params = { palaceId };
  const as = await createStaff(app, palaceId, ['coordinator']);
  const offered = await app.call(createDoorProvisioning, { params, body: { name: '东门' }, as });
  const forDoor = await app.refused(claimKiosk, { params, body: { code: offered.code } });
  assert.equal(forDoor.code, 'provisioning-invalid');
  const { code } = await offerKiosk(app, palaceId);
  assert.equal((await app.refused(claimDoorDevice, { params, body: { code } })).code, 'provisioning-invalid');
});

test('kiosks are listed beside doors; one that is shut out is told so at once and forgets itself', async () => {
  const palaceId = (await createPalace(app)).id;
  const kiosk = await createKiosk(app, palaceId);
  await createDevice(app, palaceId);
  const known = await greet(kiosk);
  assert.equal(known.setCookie, undefined);
  app.clock.advance(6);
  assert.equal((await greet(kiosk)).setCookie, kiosk.setCookie);
  const seen = await devicesSeen(app, palaceId);
  assert.deepEqual(seen.map((item) => [item.kind, item.lastSeenAt]).toSorted(), [
    ['door', start.toISOString()],
    ['kiosk', app.clock.now().toISOString()],
  ]);
  // Of before cookies were signed.
  const unsigned = kioskCookieOf(palaceId, kiosk.token);
  assert.equal((await greet(unsigned)).setCookie, kiosk.setCookie);
  await revokeKiosk(app, kiosk);
  const out = await greet(kiosk);
  assert.equal(out.kiosk.revoked, true);
  assert.match(String(out.setCookie), /^wengong\.kiosk=; Max-Age=0; /);
});

test('what is no kiosk’s cookie makes no kiosk', async () => {
  const palaceId = (await createPalace(app)).id;
  const kiosk = await createKiosk(app, palaceId);
  const elsewhere = (await createPalace(app)).id;
  const { token } = kiosk;
  const { kiosk: moved, setCookie } = await greet(kioskCookieOf(elsewhere, token));
  assert.equal(moved, null);
  assert.match(String(setCookie), /^wengong\.kiosk=; Max-Age=0; /);
  for (const cookie of [
    '',
    'wengong.kiosk=x',
    `wengong.kiosk=${palaceId}.${token}x`,
    `xwengong.kiosk=${token}`,
  ]) {
    assert.deepEqual(await greet({ cookie }), { kiosk: null, setCookie: undefined });
  }
});
