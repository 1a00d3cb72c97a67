import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrand, listSessions } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '濠滨夏夜露天音乐会';
const PALACE = '南通市工人文化宫';
/** What the small files that make a page better may weigh together, uncompressed. */
const ENHANCEMENTS_BYTES = 2048;
let world: World;
/** Every kind of page that is only read: its path, its heading, and something that it must show. */
let pages: readonly (readonly [path: string, heading: string, shows: string])[];

before(async () => {
  world = await createWorld();
  const { app } = world;
  const zone = noonZone();
  const desk = await createDesk(app, { name: PALACE, time_zone: zone });
  const brand = await app.call(createBrand, {
    params: { palaceId: desk.palaceId },
    body: {
      slug: 'summer-nights',
      name: '濠滨夏夜',
      nameEn: 'Summer nights by the Hao river',
      sinceYear: 1985,
      story: '四十一个夏天，职工把舞台搬到濠河边。',
      storyEn: '',
      figures: [],
    },
    as: desk.editor,
  });
  const startsAt = new Date(Date.now() + 20 * 60_000);
  await createSession(app, {
    desk,
    startsAt: startsAt.toISOString(),
    activity: { title: TITLE, kind: 'performance', brandId: brand.id },
  });
  const { items } = await app.call(listSessions, { query: {} });
  const home = `/p/${desk.palace.slug}`;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(startsAt);
  pages = [
    ['/', '职工的学校和乐园', TITLE],
    [home, PALACE, TITLE],
    ['/activities', '活动', TITLE],
    [`${home}/activities/${items[0]?.activityId}`, TITLE, PALACE],
    [`/calendar?city=&day=${day}`, '活动日历', TITLE],
    [`${home}/calendar`, `${PALACE} · 日历`, TITLE],
    [`${home}/brands/${brand.slug}`, brand.name, TITLE],
    ['/palaces', '各地文宫', PALACE],
  ];
});
after(() => world.close());

/** What a page shows: its heading, and whether the words stand in its main part. */
async function assertShows(page: Page, heading: string, shows: string): Promise<void> {
  const main = page.getByRole('main');
  await main.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await main.getByText(shows).first().waitFor();
}

test('reading pages bring no framework: no script but the small files that a page works without', async () => {
  const context = await world.onPhone();
  for (const [path, heading, shows] of pages) {
    const page = await context.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    await page.goto(world.origin + path);
    await assertShows(page, heading, shows);
    assert.equal(await page.evaluate(() => scrollY), 0, `${path} opens at its top`);
    let bytes = 0;
    for (const url of scripts) {
      assert.match(url, /\/_app\/immutable\/workers\/(offline|near|share|chosen)-[\w-]+\.js$/, path);
      bytes += (await (await context.request.get(url)).body()).length;
    }
    assert.ok(bytes > 0 && bytes <= ENHANCEMENTS_BYTES, `${path} brings ${bytes} bytes of scripts`);
    const inline = page.locator('script:not([src]):not([type="application/ld+json"])');
    assert.equal(await inline.count(), 0, `${path} has a script inside`);
    await page.close();
  }
  await context.close();
});

test('a shared activity brings a picture that every platform shows', async () => {
  const [, , , [path] = ['']] = pages;
  const html = await (await fetch(world.origin + path)).text();
  const address = /property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
  assert.match(address, /\/poster\/performance\/[\w-]+\.png$/);
  const picture = await fetch(world.origin + new URL(address).pathname);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.match(picture.headers.get('cache-control') ?? '', /immutable/);
  const bytes = Buffer.from(await picture.arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
});

test('reading pages show the same without JavaScript', async () => {
  const context = await world.onPhone(undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [path, heading, shows] of pages) {
    await page.goto(world.origin + path);
    await assertShows(page, heading, shows);
  }
  await context.close();
});

test('language, large type and dark are chosen by forms without JavaScript, and stay', async () => {
  const context = await world.onPhone(undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  const look = () =>
    page.evaluate(() => ({
      lang: document.documentElement.lang,
      type: Number.parseFloat(getComputedStyle(document.body).fontSize),
      paper: getComputedStyle(document.body).backgroundColor,
    }));
  const standard = { lang: 'zh-CN', type: 16, paper: 'rgb(251, 248, 243)' };
  await page.goto(`${world.origin}/activities`);
  assert.deepEqual(await look(), standard);
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Activities', exact: true }).waitFor();
  assert.deepEqual(await look(), { ...standard, lang: 'en-GB' });

  await page.getByRole('link', { name: 'Display settings', exact: true }).click();
  await page.getByRole('radio', { name: /^Large/ }).check();
  await page.getByRole('radio', { name: 'Dark', exact: true }).check();
  await page.getByRole('button', { name: 'Save settings', exact: true }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await page.goto(world.origin);
  const changed = await look();
  assert.equal(changed.lang, 'en-GB');
  assert.ok(changed.type >= 18, `large type is ${changed.type} px`);
  const light = changed.paper.match(/\d+/g)?.slice(0, 3).map(Number) ?? [];
  assert.ok(light.length === 3 && Math.max(...light) < 64, `dark paper is ${changed.paper}`);
  await context.close();
});
