import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMe } from '@wengong/contract';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { createKiosk } from '../apps/server/src/modules/booking/devices/kiosk.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

/** API calls a minute and address. */
const LIMIT = 20;

let world: World;
before(async () => {
  // Visitors come from addresses that tests choose: each has a minute of its own, and nobody waits for the next one.
  world = await createWorld([], { rateLimit: LIMIT, trustProxy: true });
  world.expect(/status of 429/);
});
after(() => world.close());

let last = 1;
const newAddress = () => `10.1.0.${last++}`;

/** From another address, or a minute later: to the limit it is the same. */
const comeFrom = (context: BrowserContext, address: string) =>
  context.setExtraHTTPHeaders({ 'x-forwarded-for': address });

/** Others at `address` use up what it has for this minute. */
async function useUp(address: string): Promise<void> {
  for (let calls = 0; calls < LIMIT; calls += 1) {
    await fetch(world.origin + getMe.path, { headers: { 'x-forwarded-for': address } });
  }
}

const textOf = (page: Page) => page.getByRole('main').textContent();

function assertTurnedAway(answer: Response | null): void {
  assert.equal(answer?.status(), 429);
  const seconds = Number(answer?.headers()['retry-after']);
  assert.ok(seconds > 0 && seconds <= 60, `come again in ${seconds} s`);
  assert.match(answer?.headers()['content-type'] ?? '', /^text\/html/);
  assert.equal(answer?.headers()['cache-control'], 'no-store');
}

async function visit(person?: TestPerson, options = {}) {
  const address = newAddress();
  const context = await world.onPhone(person, options);
  await comeFrom(context, address);
  return { address, context, page: await context.newPage() };
}

test('a signed-in visitor over the limit reads when to come again, and goes on from there', async () => {
  const { address, context, page } = await visit(await createWorker(world.app, { displayName: '王建国' }));
  await useUp(address);
  assertTurnedAway(await page.goto(`${world.origin}/me/profile`));
  assert.match((await textOf(page)) ?? '', /操作太频繁[\s\S]*请在 \d+ 秒后再试/);
  await context.addCookies([{ name: 'lang', value: 'en', url: world.origin }]);
  assertTurnedAway(await page.goto(`${world.origin}/me/profile`));
  assert.match((await textOf(page)) ?? '', /Too many requests[\s\S]*Try again in \d+ seconds/);
  await context.clearCookies({ name: 'lang' });
  await comeFrom(context, newAddress());
  await page.getByRole('link', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: '个人资料' }).waitFor();
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`what was typed is sent again, ${javaScriptEnabled ? 'with' : 'without'} scripts, and done once`, async () => {
    const person = await createWorker(world.app, { displayName: '王建国' });
    const { address, context, page } = await visit(person, { javaScriptEnabled });
    await page.goto(`${world.origin}/me/profile`);
    await page.getByLabel('称呼').fill('王 "建" <国>');
    await useUp(address);
    const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: '保存' }).click();
    assertTurnedAway(await refused);
    await page.getByText('您填写的内容还在').waitFor();
    await comeFrom(context, newAddress());
    await page.getByRole('button', { name: '重新提交' }).click();
    await page.waitForURL(/\/me\/profile\?saved/);
    assert.equal(await page.getByLabel('称呼').inputValue(), '王 "建" <国>');
    await context.close();
  });
}

test('who is not signed in reads the same', async () => {
  const { address, context, page } = await visit();
  const { slug } = (await createDesk(world.app)).palace;
  await useUp(address);
  assertTurnedAway(await page.goto(`${world.origin}/p/${slug}`));
  await comeFrom(context, newAddress());
  await page.getByRole('link', { name: '再试一次' }).click();
  await page.waitForURL(`${world.origin}/p/${slug}`);
  assert.doesNotMatch((await textOf(page)) ?? '', /太频繁/);
  await context.close();
});

test('a kiosk over the limit goes on by itself', async () => {
  const { palace } = await createDesk(world.app);
  const kiosk = await createKiosk(world.app, palace.id);
  const [name = '', value = ''] = kiosk.cookie.split(/=(.*)/s);
  const { address, context, page } = await visit();
  await context.addCookies([{ name, value, url: world.origin }]);
  await useUp(address);
  const answer = await page.goto(`${world.origin}/p/${palace.slug}`);
  assertTurnedAway(answer);
  const { refresh, 'retry-after': seconds } = answer?.headers() ?? {};
  assert.equal(refresh, `${seconds}; url=/p/${palace.slug}`);
  await context.close();
});
