import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDoorProvisioning, getDoorCount, listDoorFlags, revokeDoorDevice } from '@wengong/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { book, createSession, keyOf } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '车间合唱排练';
let world: World;
let desk: Desk;
let staff: TestPerson;
let session: Awaited<ReturnType<typeof createSession>>;
let booking: Awaited<ReturnType<typeof book>>;
before(async () => {
  world = await createWorld();
  desk = await createDesk(world.app, { time_zone: noonZone() });
  staff = await createStaff(world.app, desk.palaceId, ['coordinator', 'front_desk']);
  const startsAt = new Date(Date.now() + 20 * 60_000).toISOString();
  session = await createSession(world.app, { desk, startsAt, activity: { title: TITLE, maxCompanions: 5 } });
  booking = await book(world.app, session, await createWorker(world.app, { displayName: '张三丰' }), 2);
});
after(() => world.close());

interface Door {
  context: BrowserContext;
  page: Page;
  address: string;
}

/** A phone that was made a door by the address of a QR code, with the session chosen. */
async function openDoor(name: string): Promise<Door> {
  const params = { palaceId: desk.palaceId };
  const { url } = await world.app.call(createDoorProvisioning, { params, body: { name }, as: staff });
  const { pathname, hash } = new URL(url);
  const address = world.origin + pathname;
  const context = await world.onPhone(undefined, { serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto(address + hash);
  await page.getByRole('button', { name: TITLE }).click();
  // The page and its scripts are on the device.
  await page.evaluate(async (own) => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match(own))) await new Promise((done) => setTimeout(done, 50));
  }, address);
  return { context, page, address };
}

/** A provisioning address as this test's browser reaches it. */
function hereOf(url: string): string {
  const { pathname, hash } = new URL(url);
  return world.origin + pathname + hash;
}

async function enter({ page }: Door, text: string) {
  await page.getByLabel('票码').fill(text);
  await page.getByRole('button', { name: '检票', exact: true }).click();
  return page.getByRole('main').locator('[aria-live=assertive]');
}

const ticket = (index: number) => booking.tickets[index] ?? { token: '', code: '' };

test('a provisioned phone checks tickets in without network, keeps them over a reload, and tells later', async () => {
  const door = await openDoor('东门手机');
  const { page, context } = door;
  // A device without a camera is told what to do instead.
  await page.getByRole('button', { name: '打开摄像头', exact: true }).click();
  await page.getByRole('alert').getByText('请输入票码').waitFor();
  await context.setOffline(true);
  await (await enter(door, ticket(0).token)).getByText('请进', { exact: true }).waitFor();
  await page.getByText('张**').first().waitFor();
  await (await enter(door, ticket(1).code)).getByText('请进', { exact: true }).waitFor();
  await (await enter(door, ticket(0).code)).getByText('已经入过场', { exact: true }).waitFor();
  await (await enter(door, `${ticket(2).token.slice(0, -4)}AAAA`)).getByText('不能入场').waitFor();
  await page.getByText('4 条待上报').waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await page.getByText('4 条待上报').waitFor();
  await (await enter(door, ticket(1).token)).getByText('已经入过场', { exact: true }).waitFor();
  await page.goto(`${world.origin}/door/${desk.palace.slug}`);
  await page.getByText('5 条待上报').waitFor();
  await context.setOffline(false);
  await page.getByText('已全部上报').waitFor();
  const count = await world.app.call(getDoorCount, { params: keyOf(session), as: staff });
  assert.equal(count.admitted, 2);
  await context.close();
});

test('a ticket that two phones let in without network is flagged at the second, with sound and words', async () => {
  const [one, two] = [await openDoor('南门手机'), await openDoor('北门手机')];
  for (const door of [one, two]) {
    await door.context.setOffline(true);
    await (await enter(door, ticket(2).token)).getByText('请进', { exact: true }).waitFor();
  }
  await one.context.setOffline(false);
  await one.page.getByText('已全部上报').waitFor();
  await two.context.setOffline(false);
  await two.page.getByText('重复入场').waitFor();
  await two.page.getByText('此前').filter({ hasText: '南门手机' }).waitFor();
  const params = { palaceId: desk.palaceId };
  const { items } = await world.app.call(listDoorFlags, { params, query: {}, as: staff });
  assert.ok(items.some((item) => item.flag === 'duplicate' && item.firstDevice === '南门手机'));
  await one.context.close();
  await two.context.close();
});

test('a phone that is shut out wipes what it holds and sends nothing more', async () => {
  const door = await openDoor('西门手机');
  const { page, context } = door;
  await context.setOffline(true);
  await (await enter(door, ticket(0).token)).getByText('已经入过场', { exact: true }).waitFor();
  const params = { palaceId: desk.palaceId };
  const { rows } = await world.app.deps.db.pool.query<{ id: string }>(
    `select id from door_device where name = '西门手机'`,
  );
  const deviceId = rows[0]?.id ?? '';
  await world.app.call(revokeDoorDevice, { params: { ...params, deviceId }, as: staff });
  await context.setOffline(false);
  await page.getByText('这台设备已停用').waitFor();
  const left = await page.evaluate(async (slug) => {
    const request = indexedDB.open(`door-${slug}`);
    const db = await new Promise<IDBDatabase>((done) => {
      request.onsuccess = () => done(request.result);
    });
    const count = (name: string) =>
      new Promise<number>((done) => {
        const counted = db.transaction(name).objectStore(name).count();
        counted.onsuccess = () => done(counted.result);
      });
    return Promise.all(['facts', 'tickets', 'entries'].map(count));
  }, desk.palace.slug);
  assert.deepEqual(left, [0, 0, 0]);
  const told = await world.app.deps.db.pool.query('select from door_entry where device_id = $1', [deviceId]);
  assert.equal(told.rowCount, 0);
  await context.close();
});

test('a ticket read twice in one moment is let in once, and another tab of a phone shut out before forgets nothing', async () => {
  const door = await openDoor('二楼手机');
  const { page, context } = door;
  const params = { palaceId: desk.palaceId };
  const late = await book(world.app, session, await createWorker(world.app), 1);
  const [text = ''] = late.tickets.map(({ token }) => token);
  await context.setOffline(true);
  await page.getByLabel('票码').fill(text);
  await page.evaluate((again) => {
    const field = document.querySelector<HTMLInputElement>('input[name=code]');
    const form = field?.form;
    if (!field || !form) throw new Error('no form');
    for (let turn = 0; turn < 2; turn += 1) {
      field.value = again;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      form.requestSubmit();
    }
  }, text);
  await page.getByText('2 条待上报').waitFor();
  await page.getByRole('main').locator('[aria-live=assertive]').getByText('已经入过场').waitFor();
  await context.setOffline(false);
  await page.getByText('已全部上报').waitFor();
  assert.equal(await page.getByText('重复入场', { exact: true }).count(), 0);

  const shutOut = async () => {
    const { rows } = await world.app.deps.db.pool.query<{ id: string }>(
      `select id from door_device where name = '二楼手机' and revoked_at is null`,
    );
    const deviceId = rows[0]?.id ?? '';
    await world.app.call(revokeDoorDevice, { params: { ...params, deviceId }, as: staff });
  };
  const other = await context.newPage();
  // Once the other tab sleeps, its calls hang until the phone is a door anew.
  let asleep = false;
  const held: (() => void)[] = [];
  await other.route(/\/door\/(entries|kit|tickets)/, async (route) => {
    if (asleep) held.push(() => void route.continue());
    else await route.continue();
  });
  await other.goto(door.address);
  await other.waitForLoadState('networkidle');
  asleep = true;
  const call = other.waitForRequest('**/door/entries');
  await other.evaluate(() => dispatchEvent(new Event('online')));
  await call;
  await shutOut();
  await page.getByText('这台设备已停用').waitFor();
  const { url } = await world.app.call(createDoorProvisioning, {
    params,
    body: { name: '二楼手机' },
    as: staff,
  });
  await page.getByRole('button', { name: '把这台设备设为检票机' }).click();
  await context.setOffline(true);
  await page.getByLabel('授权链接').fill(hereOf(url));
  await page.getByRole('button', { name: '授权这台设备' }).click();
  await page.getByText('现在没有网络').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: '授权这台设备' }).click();
  await page.getByRole('button', { name: TITLE }).click();
  assert.equal(held.length, 1);
  for (const go of held) go();
  await other.getByText('这台设备已停用').waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await context.close();
});

test('a server that has forgotten a phone is told what waited once the phone is set up again', async () => {
  const door = await openDoor('旧手机');
  const { page, context } = door;
  const { tickets } = await book(world.app, session, await createWorker(world.app), 1);
  await context.setOffline(true);
  await (await enter(door, tickets[0]?.token ?? '')).getByText('请进', { exact: true }).waitFor();
  // As after a restore of an older copy.
  await world.app.deps.db.pool.query(
    `update door_device set token_hash = sha256('lost') where name = '旧手机'`,
  );
  await context.setOffline(false);
  await page.getByText('服务器不认得这台设备').waitFor();
  const params = { palaceId: desk.palaceId };
  const { url } = await world.app.call(createDoorProvisioning, {
    params,
    body: { name: '旧手机二' },
    as: staff,
  });
  await page.getByRole('button', { name: '把这台设备设为检票机' }).click();
  await page.getByLabel('授权链接').fill(hereOf(url));
  await page.getByRole('button', { name: '授权这台设备' }).click();
  await page.getByText('已全部上报').waitFor();
  const { rows } = await world.app.deps.db.pool.query(
    `select from door_entry join door_device on door_device.id = device_id where name = '旧手机二'`,
  );
  assert.equal(rows.length, 1);
  await context.close();
});
