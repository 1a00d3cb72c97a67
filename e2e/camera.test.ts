import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDoorProvisioning, getDoorCount } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { book, createSession, keyOf } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { filmOf } from './film.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '车间合唱排练';
const folder = mkdtempSync(join(tmpdir(), 'wengong-camera-'));
/** What Chromium's camera sees; it looks when a page opens the camera. */
const film = join(folder, 'camera.y4m');
const hold = (text: string) => writeFileSync(film, filmOf(text));
let world: World;
let desk: Desk;
let staff: TestPerson;
let booking: Awaited<ReturnType<typeof book>>;

before(async () => {
  world = await createWorld([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 20 * 60_000).toISOString();
  const session = await createSession(world.app, {
    desk,
    startsAt,
    activity: { title: TITLE, maxCompanions: 5 },
  });
  booking = await book(world.app, session, await createWorker(world.app, { displayName: '张三丰' }), 1);
  staff = await createStaff(world.app, desk.palaceId, ['coordinator', 'front_desk']);
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const tokenOf = (index: number) => booking.tickets[index]?.token ?? '';
const answerOf = (page: Page) => page.getByRole('main').locator('[aria-live=assertive]');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const admitted = async () =>
  (await world.app.call(getDoorCount, { params: keyOf(booking), as: staff })).admitted;

/** Somebody says no, once, when the browser asks whether the page may use the camera. */
function refuseCamera(): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = () => {
    mediaDevices.getUserMedia = ask;
    return Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  };
}

/** Waits until the camera has shown so many seconds more. */
async function watch(page: Page, seconds: number): Promise<void> {
  await page.evaluate(async (more) => {
    const video = document.querySelector('video');
    const until = (video?.currentTime ?? 0) + more;
    while (video && video.currentTime < until) await new Promise((done) => setTimeout(done, 50));
  }, seconds);
}

test('the desk holds phones to the camera: let in once, said once, what is none is told why', async () => {
  hold(tokenOf(0));
  const context = await world.atDesk(staff);
  const page = await context.newPage();
  let asked = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/check-in')) asked += 1;
  });
  await page.goto(`${world.origin}/door/${desk.palace.slug}?session=${booking.sessionId}`);
  await page.evaluate(refuseCamera);
  await press(page, '打开摄像头');
  await page.getByRole('alert').getByText('没有摄像头权限').waitFor();
  await context.grantPermissions(['camera'], { origin: world.origin });
  await press(page, '打开摄像头');
  await answerOf(page).getByText('请进', { exact: true }).waitFor();
  await answerOf(page).getByText('第 1 张，共 2 张').waitFor();
  // The phone stays where it is: the answer stays, and nothing more is asked.
  await watch(page, 1.5);
  assert.equal(asked, 1);
  await press(page, '关闭摄像头');
  hold('https://example.org/menu?table=12');
  await press(page, '打开摄像头');
  await answerOf(page).getByText('不能入场', { exact: true }).waitFor();
  await answerOf(page).getByText('票码无效').waitFor();
  assert.equal(asked, 2);
  assert.equal(await admitted(), 1);
  // Whoever leaves the page is not filmed any more.
  const camera = await page.evaluateHandle(() => {
    const source = document.querySelector('video')?.srcObject;
    return source instanceof MediaStream ? source.getVideoTracks()[0] : undefined;
  });
  await page.getByRole('link', { name: '换一场' }).click();
  await page.getByText('不限场次').first().waitFor();
  assert.equal(await camera.evaluate((track) => track?.readyState), 'ended');
  hold(tokenOf(0));
  // Where it is allowed the camera opens by itself.
  await page.goto(`${world.origin}/console/${desk.palace.slug}/door?session=${booking.sessionId}`);
  await answerOf(page).getByText('已经入过场', { exact: true }).waitFor();
  assert.deepEqual([asked, await admitted()], [3, 1]);
  await context.close();
});

test('a phone becomes a door by the code on the desk’s screen, and reads tickets without network', async () => {
  const { url } = await world.app.call(createDoorProvisioning, {
    params: { palaceId: desk.palaceId },
    body: { name: '东门手机' },
    as: staff,
  });
  hold(url);
  const context = await world.onPhone(undefined, { permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(`${world.origin}/door/${desk.palace.slug}/device`);
  // It has heard everything by then.
  await page.getByText('已联网', { exact: true }).waitFor();
  hold(tokenOf(1));
  await context.setOffline(true);
  await page.getByRole('button', { name: TITLE }).click();
  await answerOf(page).getByText('请进', { exact: true }).waitFor();
  await answerOf(page).getByText('第 2 张，共 2 张').waitFor();
  await watch(page, 1);
  await page.getByText('1 条待上报').waitFor();
  await context.setOffline(false);
  await page.getByText('已全部上报').waitFor();
  assert.equal(await admitted(), 2);
  await context.close();
});
