import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addContestExpert,
  closeContestRound,
  createContest,
  decideContestEntry,
  enterContest,
  publishContest,
} from '@wengong/contract';
import { definition } from '../apps/server/src/modules/contest/contest.factory.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, openSession } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const HOUR = 3_600_000;

test('an entry is approved, voted for and scored, and its certificate proves genuine', async () => {
  const { app, origin } = world;
  const palace = await createPalace(app);
  const [director, reviewer] = await Promise.all([
    createStaff(app, palace.id, ['director']),
    createStaff(app, palace.id, ['reviewer']),
  ]);
  const [entrant, voter, expert] = await Promise.all([
    createWorker(app),
    createWorker(app),
    createWorker(app),
  ]);
  const plan = definition(app.clock.now());
  const [, final] = plan.rounds;
  assert.ok(final);
  const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
  const contest = await app.call(createContest, {
    params: { palaceId: palace.id },
    body: { ...plan, rounds: [{ ...final, startsAt: at(-1), endsAt: at(1) }] },
    as: director,
  });
  const key = { palaceId: palace.id, contestId: contest.id };
  await app.call(publishContest, { params: key, as: director });
  await app.call(addContestExpert, { params: key, body: { phone: expert.phone }, as: director });
  const entry = await app.call(enterContest, {
    params: key,
    body: { category: 'song', entrantKind: 'team', entrantName: '早班车班组', title: '早班车' },
    as: entrant,
  });

  // The only round is a final: two people approve its entries.
  await app.call(decideContestEntry, {
    params: { ...key, entryId: entry.id },
    body: { decision: 'approve' },
    as: director,
  });
  const desk = await (await world.atDesk(reviewer)).newPage();
  await desk.goto(`${origin}/console/${palace.slug}/contests/${contest.id}?tab=entries`, {
    waitUntil: 'networkidle',
  });
  await desk.keyboard.press('a');
  await desk.getByText('没有待审核的作品').waitFor();

  const phone = await (await world.onPhone(voter)).newPage();
  await phone.goto(`${origin}/p/${palace.slug}/contests/${contest.id}/entries/${entry.id}`);
  await phone.getByRole('button', { name: '投一票' }).click();
  await phone.getByText('投票成功').waitFor();

  const judge = await (await world.onPhone(expert)).newPage();
  await judge.goto(`${origin}/me/judging/${palace.id}/${contest.id}`);
  assert.equal(await judge.getByText('早班车班组').count(), 0);
  await judge.getByLabel('技巧（0–100）').fill('90');
  await judge.getByLabel('台风（0–100）').fill('80');
  await judge.getByRole('button', { name: '提交评分' }).click();
  await judge.getByText('全部评完').waitFor();

  app.clock.now = () => new Date(Date.now() + 2 * HOUR);
  const again = { ...director, cookie: await openSession(app, director.personId, true) };
  await app.call(closeContestRound, { params: { ...key, round: 0 }, as: again });
  const winner = { ...entrant, cookie: await openSession(app, entrant.personId, false) };
  const page = await (await world.onPhone(winner)).newPage();
  await page.goto(`${origin}/me/contest`);
  await page.getByRole('link', { name: '金奖证书' }).click();
  await page.getByText('证书真实有效').waitFor();
  await page.getByText('《早班车》').waitFor();
});
