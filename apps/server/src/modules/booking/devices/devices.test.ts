import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  claimDoorDevice,
  createDoorProvisioning,
  getDoorKit,
  listAudit,
  listDoorDevices,
  listDoorTickets,
  revokeDoorDevice,
  syncDoor,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff } from '../../../testkit/person.ts';
import { callAs, createDevice } from './devices.factory.ts';

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
});
after(() => app.close());
beforeEach(() => app.clock.set(start));

const offer = async (palaceId: string) => {
  const as = await createStaff(app, palaceId, ['coordinator']);
  return app.call(createDoorProvisioning, { params: { palaceId }, body: { name: '东门手机' }, as });
};

test('a code turns one device into a door, once, for ten minutes, in its own palace', async () => {
  const palaceId = (await createPalace(app)).id;
  const elsewhere = (await createPalace(app)).id;
  const { code, url } = await offer(palaceId);
  assert.match(url, /\/door\/[^/]+\/device#[\w-]{43}$/);
  const claim = (palace: string, text: string) =>
    app.refused(claimDoorDevice, { params: { palaceId: palace }, body: { code: text } });
  assert.equal((await claim(elsewhere, code)).code, 'provisioning-invalid');
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      app.inject({
        method: 'POST',
        url: `/api/v1/palaces/${palaceId}/door-devices`,
        payload: { code },
      }),
    ),
  );
  assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [201, 409, 409, 409]);
  const late = await offer(palaceId);
  app.clock.advance(10);
  assert.equal((await claim(palaceId, late.code)).code, 'provisioning-invalid');
  assert.equal((await claim(palaceId, 'x'.repeat(43))).code, 'provisioning-invalid');
});

test('a device calls what is a door’s, of its palace, and nothing else', async () => {
  const palaceId = (await createPalace(app)).id;
  const neighbour = (await createPalace(app)).id;
  const device = await createDevice(app, palaceId);
  for (const route of [getDoorKit, listDoorTickets]) {
    assert.equal((await callAs(app, device, route)).status, 200, route.path);
  }
  assert.equal((await callAs(app, device, syncDoor, { body: { entries: [] } })).status, 200);
  for (const route of [getDoorKit, listDoorTickets]) {
    const refused = await callAs(app, { ...device, palaceId: neighbour }, route);
    assert.deepEqual([refused.status, refused.json.code], [401, 'device-unknown'], route.path);
  }
  const desk = await callAs(app, device, listDoorDevices);
  assert.deepEqual([desk.status, desk.json.code], [401, 'not-signed-in']);
});

test('a device that is shut out is refused at once; who did it is on record', async () => {
  const palaceId = (await createPalace(app)).id;
  const director = await createStaff(app, palaceId, ['director']);
  const device = await createDevice(app, palaceId, '西门手机', director);
  const params = { palaceId, deviceId: device.deviceId };
  const desk = await createStaff(app, palaceId, ['front_desk']);
  assert.equal((await app.refused(revokeDoorDevice, { params, as: desk })).status, 403);
  const first = await app.call(revokeDoorDevice, { params, as: director });
  app.clock.advance(1);
  const again = await app.call(revokeDoorDevice, { params, as: director });
  assert.equal(again.revokedAt, first.revokedAt);
  for (const route of [getDoorKit, listDoorTickets]) {
    const answer = await callAs(app, device, route);
    assert.deepEqual([answer.status, answer.json.code], [401, 'device-revoked'], route.path);
  }
  const late = await callAs(app, device, syncDoor, { body: { entries: [] } });
  assert.deepEqual([late.status, late.json.code], [401, 'device-revoked']);
  const { items } = await app.call(listAudit, { params: { palaceId }, as: director });
  assert.deepEqual(
    items.map((entry) => entry.action),
    ['door-device.revoke', 'door-device.provision', 'door-device.offer'],
  );
});

test('the staff see their devices, when each was heard of, and how much it holds back', async () => {
  const palaceId = (await createPalace(app)).id;
  const device = await createDevice(app, palaceId);
  await createDevice(app, (await createPalace(app)).id);
  app.clock.advance(5);
  await callAs(app, device, syncDoor, { body: { entries: [], waiting: 12 } });
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const { items } = await app.call(listDoorDevices, { params: { palaceId }, as: desk });
  assert.deepEqual(
    items.map((item) => [item.name, item.waiting, item.lastSeenAt, item.provisionedBy]),
    [['东门手机', 12, app.clock.now().toISOString(), '测试工作人员']],
  );
});

test('no secret of a device is in the database', async () => {
  const palaceId = (await createPalace(app)).id;
  const { code } = await offer(palaceId);
  const { token } = await app.call(claimDoorDevice, { params: { palaceId }, body: { code } });
  const { rows } = await app.deps.db.pool.query(
    `select d::text as text from door_device d union all select p::text from door_provisioning p
     union all select i::text from idempotency_key i union all select a::text from audit_entry a`,
  );
  const everything = JSON.stringify(rows);
  for (const secret of [code, token, Buffer.from(token).toString('hex')]) {
    assert.ok(!everything.includes(secret));
  }
});
