import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addContestExpert, createContest, publishContest } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { definition } from '../apps/server/src/modules/contest/contest.factory.ts';
import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';
import { processAll } from '../apps/server/src/modules/media/processing/desk.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import {
  createStaff,
  createWorker,
  openSession,
  type TestPerson,
} from '../apps/server/src/testkit/person.ts';
import { codesIn } from '../apps/server/src/testkit/qr.ts';
import { createWorld, type World } from './world.ts';

const HOUR = 3_600_000;
const PATIENCE = { timeout: 60_000 };
let world: World;
let folder: string;
let entrant: TestPerson;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-contest-'));
  world = await createWorld([], { dataDir: folder });
  Object.assign(world.app.deps.config.media, { transcoder: 'node-av' });
  entrant = await createWorker(world.app);
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test('a clip from a phone becomes an entry, is approved, plays, is voted for and scored, and wins a certificate', async () => {
  const { app, origin } = world;
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const [reviewer, voter, expert] = await Promise.all([
    createStaff(app, palace.id, ['reviewer']),
    createWorker(app),
    createWorker(app),
  ]);
  const plan = definition(app.clock.now());
  const [, final] = plan.rounds;
  assert.ok(final);
  const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
  const contest = await app.call(createContest, {
    params: { palaceId: palace.id },
    body: {
      ...plan,
      entriesCloseAt: at(1),
      rounds: [{ ...final, kind: 'heats', startsAt: at(-1), endsAt: at(1) }],
    },
    as: director,
  });
  const key = { palaceId: palace.id, contestId: contest.id };
  await app.call(publishContest, { params: key, as: director });
  await app.call(addContestExpert, { params: key, body: { phone: expert.phone }, as: director });
  const base = `${origin}/p/${palace.slug}/contests/${contest.id}`;

  const phone = await world.onPhone(entrant);
  await sendOverBadNetwork(await phone.newPage());
  await processAll(app.deps);
  // In a page of its own: the one that sends reloads itself when it is done.
  await enterWith(await phone.newPage(), base);

  const desk = await (await world.atDesk(reviewer)).newPage();
  await desk.goto(`${origin}/console/${palace.slug}/contests/${contest.id}?tab=entries`, {
    waitUntil: 'networkidle',
  });
  await desk.keyboard.press('a');
  await desk.getByText('没有待审核的作品').waitFor(PATIENCE);

  const board = await (await world.onPhone()).newPage();
  await board.clock.install();
  await board.goto(`${base}/standings`, { waitUntil: 'networkidle' });
  await board.getByText('0 票', { exact: true }).waitFor();

  const fan = await (await world.onPhone(voter)).newPage();
  await fan.goto(`${base}?q=${encodeURIComponent('早班车')}`);
  await fan.getByRole('link', { name: '早班车' }).click();
  await playsUpright(fan);
  await fan.getByRole('button', { name: '投一票' }).click();
  await fan.getByText('投票成功').waitFor();
  await board.clock.fastForward(20_000);
  await board.getByText('1 票', { exact: true }).waitFor();

  const judge = await (await world.onPhone(expert)).newPage();
  await judge.goto(`${origin}/me/judging/${palace.id}/${contest.id}`);
  assert.equal(await judge.getByText('早班车班组').count(), 0);
  await judge.getByLabel('技巧（0–100）').fill('90');
  await judge.getByLabel('台风（0–100）').fill('80');
  await judge.getByRole('button', { name: '提交评分' }).click();
  await judge.getByText('全部评完').waitFor();

  app.clock.now = () => new Date(Date.now() + 2 * HOUR);
  await publishesResult(director, { name: plan.title, slug: palace.slug });
  await app.settle();
  await findsResult(plan.title);
  await showsCertificate(plan.title);
});

/** Who holds the contest finds it in the console, and ends its last round there. */
async function publishesResult(director: TestPerson, contest: { name: string; slug: string }): Promise<void> {
  const { app, origin } = world;
  const cookie = await openSession(app, director.personId, true);
  const desk = await (await world.atDesk({ ...director, cookie })).newPage();
  await desk.clock.install({ time: app.clock.now() });
  await desk.goto(`${origin}/console/${contest.slug}/contests`, { waitUntil: 'networkidle' });
  await desk.getByRole('link', { name: contest.name }).click();
  await desk.getByRole('button', { name: '公布本轮结果' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '公布本轮结果' }).click();
  await desk.getByText('结果已公布').waitFor();
}

/** Somebody who is not signed in comes from the front page to the result. */
async function findsResult(contest: string): Promise<void> {
  const page = await (await world.onPhone()).newPage();
  await page.goto(world.origin);
  await page.getByRole('link', { name: '才艺大赛' }).first().click();
  await page.getByRole('link', { name: contest }).click();
  await page.getByRole('link', { name: '结果' }).first().click();
  await seesResult(page, contest);
}

async function seesResult(page: Page, contest: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: `${contest} · 结果` }).waitFor();
  const first = page.getByRole('listitem').filter({ hasText: '早班车班组' });
  const [text = ''] = await first.allInnerTexts();
  assert.match(text.replaceAll(/\s+/g, ' '), /^1 早班车 .*1 票 金奖$/);
  await first.getByRole('link').click();
  await page.getByText('比赛已经结束。').waitFor();
  await page.getByRole('list', { name: '历轮成绩' }).getByText('金奖').waitFor();
  await page.goBack();
}

/** Chooses a clip filmed upright and sends it while the network goes twice; the page shows how far it is. */
async function sendOverBadNetwork(page: Page): Promise<void> {
  const clip = path.join(folder, 'VID_0001.mp4');
  await writeFile(clip, turned(await makeClip({ width: 320, height: 180, seconds: 4 })));
  let cuts = 0;
  await page.route('**/api/v1/uploads/**', async (route) => {
    if (route.request().method() === 'PATCH' && cuts < 2) {
      cuts++;
      return route.abort('internetdisconnected');
    }
    return route.continue();
  });
  await page.goto(`${world.origin}/me/videos`, { waitUntil: 'networkidle' });
  await page.getByLabel('标题').fill('早班车');
  await page.getByLabel(/选择视频文件/).setInputFiles(clip);
  await page.getByRole('button', { name: '开始上传' }).click();
  await page.getByRole('progressbar').first().waitFor(PATIENCE);
  await page.getByRole('link', { name: '早班车' }).waitFor(PATIENCE);
  assert.equal(cuts, 2);
}

async function enterWith(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/enter`);
  await page.getByLabel('组别').selectOption('song');
  await page.getByLabel('参赛方式').selectOption('team');
  await page.getByLabel('展示名称').fill('早班车班组');
  await page.getByLabel('作品名称').fill('早班车');
  await page.getByLabel('参赛视频').selectOption({ label: '早班车' });
  await page.getByRole('button', { name: '提交报名' }).click();
  await page.getByText('报名已提交').waitFor();
}

/** It plays by HLS, and stands as it was filmed. */
async function playsUpright(page: Page): Promise<void> {
  const play = page.getByRole('button', { name: '播放' });
  await play.waitFor(PATIENCE);
  await play.click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, null, PATIENCE);
  const [source, upright] = await page.evaluate(() => {
    const video = document.querySelector('video');
    return [video?.currentSrc ?? '', (video?.videoHeight ?? 0) > (video?.videoWidth ?? 0)] as const;
  });
  assert.match(source, /^blob:/);
  assert.ok(upright);
}

/** The winner is told, comes by links to the result and the certificate, and prints it; its code leads others to it. */
async function showsCertificate(contest: string): Promise<void> {
  const { app, origin } = world;
  const winner = { ...entrant, cookie: await openSession(app, entrant.personId, false) };
  const page = await (await world.onPhone(winner)).newPage();
  await page.goto(origin);
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('link', { name: /^消息/ }).click();
  const told = page.getByRole('listitem').filter({ hasText: '恭喜获奖' });
  await told.getByRole('button', { name: '查看' }).click();
  await page.getByRole('link', { name: '看比赛结果' }).click();
  await seesResult(page, contest);
  await page.goBack();
  await page.getByRole('link', { name: '金奖证书' }).click();
  await page.getByText('证书真实有效').waitFor();
  await page.getByText('《早班车》').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 PDF 证书' }).click(),
  ]);
  assert.match((await readFile(await file.path())).toString('latin1'), /^%PDF-1\.7[\s\S]*%%EOF\s*$/);

  const [address] = await codesIn(await page.getByRole('article').screenshot());
  const stranger = await (await world.onPhone()).newPage();
  await stranger.goto(address ?? '');
  await stranger.getByText('证书真实有效').waitFor();
  await stranger.getByRole('link', { name: '看比赛结果' }).click();
  await seesResult(stranger, contest);
}

/** A clip whose track says that it was filmed with the phone upright: the matrix of its header turns it by 90°. */
function turned(clip: Buffer): Buffer {
  const made = Buffer.from(clip);
  const at = made.indexOf('tkhd') + 4 + 40;
  const turn = [0, 0x1_0000, 0, -0x1_0000, 0, 0, 180 * 0x1_0000, 0, 0x4000_0000];
  for (const [index, value] of turn.entries()) made.writeInt32BE(value, at + index * 4);
  return made;
}
