import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listMyBallotEntries, readBallotResult } from '@wengong/contract';
import { createBallot, enter, makeDue } from '../apps/server/src/modules/booking/ballot/ballot.factory.ts';
import { keyOf, runJob } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { runNode } from '../tools/run.ts';
import { createWorld, noonZone, type World } from './world.ts';

let world: World;
let folder: string;
before(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'wengong-ballot-'));
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await world.close();
});

test('a worker enters without scripts, wins, and verifies the draw without network', async () => {
  const { app, origin } = world;
  const startsAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const session = await createBallot(app, {
    desk: await createDesk(app, { time_zone: noonZone() }),
    startsAt,
    plan: { capacity: 2 },
    activity: { title: '暑期游泳班' },
  });
  const { slug } = session.desk.palace;
  const worker = await createWorker(app);
  const plain = await world.onPhone(worker, { javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${origin}/p/${slug}/sessions/${session.sessionId}/ballot`);
  await page.getByRole('button', { name: '报名参加摇号' }).click();
  await page.getByText('已报名，等候摇号').waitFor();
  await enter(app, session, await createWorker(app));

  await makeDue(app, session);
  await runJob(app, 'booking.close-ballots');
  await runJob(app, 'booking.draw-ballots');
  await page.reload();
  await page.getByRole('heading', { name: '恭喜，您中签了！' }).waitFor();
  await page.getByRole('link', { name: '查看报名和凭证' }).click();
  const receipt = await page.request.get(`${page.url()}/receipt`);
  const receiptFile = join(folder, 'receipt.json');
  writeFileSync(receiptFile, await receipt.body());

  const result = Buffer.from(await app.call(readBallotResult, { params: keyOf(session) })).toString();
  const [honest, changed] = [join(folder, 'result.txt'), join(folder, 'changed.txt')];
  writeFileSync(honest, result);
  writeFileSync(changed, result.replace('0000001 W0', '0000001 L-'));
  const reader = await world.onPhone();
  const verifying = await reader.newPage();
  await verifying.goto(`${origin}/ballot/verify`, { waitUntil: 'networkidle' });
  await reader.setOffline(true);
  await verifying.getByLabel(/结果文件/).setInputFiles(honest);
  await verifying.getByLabel(/我的凭证/).setInputFiles(receiptFile);
  await verifying.getByRole('button', { name: '开始验证' }).click();
  await verifying.getByText('结果可信').waitFor();
  await verifying.getByText('您的名次').waitFor();
  await verifying.getByLabel(/结果文件/).setInputFiles(changed);
  await verifying.getByRole('button', { name: '开始验证' }).click();
  await verifying.getByText(/第 \d 行：这一行的结果不符合名次和名额/).waitFor();
  // What is no result is called so, and is no reason to complain to the palace.
  await verifying.getByLabel(/结果文件/).setInputFiles(receiptFile);
  await verifying.getByRole('button', { name: '开始验证' }).click();
  await verifying.getByText('这不是摇号结果文件').waitFor();
  await verifying.getByLabel(/结果文件/).setInputFiles(honest);
  await verifying.getByLabel(/我的凭证/).setInputFiles(honest);
  await verifying.getByRole('button', { name: '开始验证' }).click();
  await verifying.getByText('凭证文件读不出来').waitFor();
});

test('who is not drawn sees their place in line, and verifies with the command as with the page', async () => {
  const { app, origin } = world;
  const session = await createBallot(app, {
    desk: await createDesk(app, { time_zone: noonZone() }),
    startsAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    plan: { capacity: 1 },
    settings: { waitingPlaces: 2 },
  });
  const people: TestPerson[] = [];
  for (let entrant = 0; entrant < 4; entrant += 1) {
    const person = await createWorker(app);
    await enter(app, session, person);
    people.push(person);
  }
  await makeDue(app, session);
  await runJob(app, 'booking.close-ballots');
  await runJob(app, 'booking.draw-ballots');
  const drawn = await Promise.all(
    people.map(async (as) => ({
      as,
      entry: (await app.call(listMyBallotEntries, { query: {}, as })).items[0],
    })),
  );
  const [, , waiting, lost] = drawn.toSorted((a, b) => (a.entry?.rank ?? 0) - (b.entry?.rank ?? 0));
  const look = async (as: TestPerson | undefined, words: RegExp) => {
    const context = await world.onPhone(as);
    const page = await context.newPage();
    await page.goto(`${origin}/p/${session.desk.palace.slug}/sessions/${session.sessionId}/ballot`);
    await page.getByText(words).waitFor();
    return page;
  };
  const page = await look(waiting?.as, /您排在候补第 2 位/);
  await page.getByRole('link', { name: '查看我的候补' }).click();
  await page.getByText('候补第 2 位').first().waitFor();
  const loser = await look(lost?.as, /这次没有中签/);
  assert.equal(await loser.getByRole('link', { name: /查看我的(候补|预约)/ }).count(), 0);

  await loser.getByRole('link', { name: '查看报名和凭证' }).click();
  await loser.waitForURL(/\/me\/ballots\//);
  const [result, receipt, command] = ['lost.txt', 'lost.json', 'verify-ballot.mjs'].map((name) =>
    join(folder, name),
  );
  writeFileSync(receipt ?? '', await (await loser.request.get(`${loser.url()}/receipt`)).body());
  writeFileSync(result ?? '', await app.call(readBallotResult, { params: keyOf(session) }));
  await loser.goto(`${origin}/ballot/verify`);
  const address = await loser.getByRole('link', { name: '下载 verify-ballot.mjs' }).getAttribute('href');
  writeFileSync(command ?? '', await (await loser.request.get(origin + address)).body());
  for (const program of [command ?? '', 'tools/verify-ballot.ts']) {
    const { code, output } = await runNode([program, result ?? '', receipt ?? ''], {
      onLine: () => undefined,
    });
    assert.equal(code, 0, output);
    assert.match(output, /我的名次 My place: 4，未中签 not drawn\n结果可信/);
  }
});
