import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDoorProvisioning, getDoorCount } from '@wengong/contract';
import { type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { book, createSession, keyOf } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createStaff, createWorker } from '../apps/server/src/testkit/person.ts';
import { browserFlags, browserPath, phone } from './browser.ts';
import { createWorld, noonZone, type World } from './world.ts';

// A door's phone dies: its browser is killed like an empty battery kills it, without a word to any page. What cannot be
// tried here is that the phone's own disk keeps what it was told to keep; the vault asks for that with every scan.

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'wengong-battery-'));
let world: World;
let desk: Desk;
let session: Awaited<ReturnType<typeof createSession>>;
let tickets: Awaited<ReturnType<typeof book>>['tickets'];
let address: string;
let provisioning: string;
before(async () => {
  world = await createWorld();
  desk = await createDesk(world.app, { time_zone: noonZone() });
  const staff = await createStaff(world.app, desk.palaceId, ['coordinator', 'front_desk']);
  // An exhibition of a week: whoever has a ticket may come on any day of it.
  const startsAt = new Date(Date.now() - HOUR).toISOString();
  const endsAt = new Date(Date.now() + 150 * HOUR).toISOString();
  session = await createSession(world.app, {
    desk,
    startsAt,
    activity: { title: '劳模书画展', maxCompanions: 5 },
    plan: { endsAt },
  });
  const worker = await createWorker(world.app, { displayName: '张三丰' });
  ({ tickets } = await book(world.app, session, worker, 5));
  const params = { palaceId: desk.palaceId };
  const body = { name: '东门手机' };
  const { url } = await world.app.call(createDoorProvisioning, { params, body, as: staff });
  const { pathname, hash } = new URL(url);
  address = world.origin + pathname;
  provisioning = address + hash;
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The phone with what lies on its disk; it knows no Ed25519, as many do, and its owner reads large type in the dark. */
async function switchOn(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await playwright.launchPersistentContext(folder, {
    executablePath: await browserPath(),
    args: browserFlags,
    locale: 'zh-CN',
    viewport: phone,
    isMobile: true,
    hasTouch: true,
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(() => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (
      ...all: unknown[]
    ) => Promise<CryptoKey>;
    crypto.subtle.importKey = ((...all: unknown[]) =>
      all[2] === 'Ed25519'
        ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
        : importKey(...all)) as typeof crypto.subtle.importKey;
  });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Ends the phone's browser without a chance to write anything down. */
function batteryDies(): void {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  const own = lines.filter((line) => line.includes(`--user-data-dir=${folder}`));
  assert.ok(own.length > 0, 'the browser is running');
  for (const line of own) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {
      // It went with the first of them.
    }
  }
}

const submit = async (page: Page, text: string) => {
  await page.getByLabel('票码').fill(text);
  await page.getByRole('button', { name: '检票', exact: true }).click();
};
const says = (page: Page, text: string) =>
  page.getByRole('main').locator('[aria-live=assertive]').getByText(text, { exact: true }).waitFor();

async function scan(page: Page, text: string, answer: string): Promise<void> {
  await submit(page, text);
  await says(page, answer);
}

const token = (index: number) => tickets[index]?.token ?? '';

test('nothing that a door has shown is lost when its battery dies, and after three days it still judges', async () => {
  const first = await switchOn();
  await first.context.addCookies(
    Object.entries({ elder: '1', scheme: 'dark' }).map(([name, value]) => ({
      name,
      value,
      url: world.origin,
    })),
  );
  await first.page.goto(provisioning);
  await first.page.getByRole('button', { name: '劳模书画展' }).click();
  await first.page.evaluate(async (own) => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match(own))) await new Promise((done) => setTimeout(done, 50));
  }, address);
  await first.context.setOffline(true);
  await scan(first.page, token(0), '请进');
  await scan(first.page, tickets[1]?.code ?? '', '请进');
  await scan(first.page, token(2), '请进');
  // In the middle of the next one.
  await submit(first.page, token(3));
  batteryDies();
  await first.context.close().catch(() => undefined);

  const second = await switchOn();
  const { page } = second;
  await second.context.setOffline(true);
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: '劳模书画展' }).waitFor();
  const root = page.locator('html');
  assert.equal(await root.getAttribute('data-scheme'), 'dark');
  assert.notEqual(await root.getAttribute('data-elder'), null, 'large type, also without network');
  for (const index of [0, 1, 2]) await scan(page, token(index), '已经入过场');
  await scan(page, `${token(4).slice(0, -4)}AAAA`, '不能入场');
  await second.context.setOffline(false);
  await page.getByText('已全部上报').waitFor();
  const director = desk.director;
  const { admitted } = await world.app.call(getDoorCount, { params: keyOf(session), as: director });
  assert.ok(admitted === 3 || admitted === 4, `${admitted}: what was shown, and perhaps what was under way`);

  await second.context.setOffline(true);
  const heard = await page.getByText('上次联网').textContent();
  await page.clock.setSystemTime(Date.now() + 72 * HOUR);
  await page.reload();
  await scan(page, token(4), '请进');
  await scan(page, token(0), '已经入过场');
  assert.equal(await page.getByText('上次联网').textContent(), heard, 'how old its knowledge is, is shown');
  await second.context.close();
});
