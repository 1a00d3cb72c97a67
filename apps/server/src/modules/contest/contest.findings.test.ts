import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  appealContestVoid,
  closeContestRound,
  decideContestFinding,
  decideContestSales,
  getContestEntry,
  listContestFindings,
  listContestSales,
  listMyContestVotes,
  reportContestSales,
  searchContestFraud,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../testkit/person.ts';
import { type ContestDesk, createContestDesk, disorder, enter, keyOf, vote } from './contest.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());
afterEach(async () => {
  await app.settle();
  assert.deepEqual(await disorder(app), []);
});

/** So many people vote for an entry from one phone. */
async function voteFromOneDevice(desk: ContestDesk, entryId: string, count: number): Promise<TestPerson[]> {
  const people = await Promise.all(Array.from({ length: count }, () => createWorker(app)));
  const device = 'A'.repeat(22);
  for (const person of people) {
    await vote(app, desk, entryId, { ...person, cookie: `${person.cookie}; wengong_device=${device}` });
  }
  return people;
}

const votesOf = async (desk: ContestDesk, entryId: string) =>
  (await app.call(getContestEntry, { params: { ...keyOf(desk), entryId } })).votes;

test('votes from one device are found with the reason, voided by a person, appealed against and given back', async () => {
  const desk = await createContestDesk(app);
  const [liked, other] = [await enter(app, desk), await enter(app, desk)];
  const people = await voteFromOneDevice(desk, liked.id, 5);
  await vote(app, desk, other.id, await createWorker(app));
  const params = keyOf(desk);
  const as = desk.director;
  assert.equal((await app.call(searchContestFraud, { params, as })).found, 1);
  assert.equal((await app.call(searchContestFraud, { params, as })).found, 0);
  const { items } = await app.call(listContestFindings, { params, as });
  const [finding] = items;
  assert.ok(finding);
  assert.deepEqual(
    [finding.kind, finding.state, finding.votes, finding.people, finding.figures],
    ['device', 'open', 5, 5, { people: 5, usual: 3 }],
  );
  assert.equal(await votesOf(desk, liked.id), 5);
  const decide = (decision: 'void' | 'dismiss' | 'restore') => ({
    params: { ...params, findingId: finding.id },
    body: { decision, reason: '同一设备代投' },
    as,
  });
  await app.call(decideContestFinding, decide('void'));
  assert.equal(await votesOf(desk, liked.id), 0);
  assert.equal((await app.refused(decideContestFinding, decide('dismiss'))).code, 'finding-decided');
  const voter = people[0] as TestPerson;
  const mine = await app.call(listMyContestVotes, { params, as: voter });
  assert.deepEqual(
    mine.items.map((item) => [item.voided, item.findingId, item.appealed]),
    [[true, finding.id, false]],
  );
  const appeal = { params: { ...params, findingId: finding.id }, body: { text: '班组共用一台平板' } };
  await app.call(appealContestVoid, { ...appeal, as: voter });
  assert.equal((await app.refused(appealContestVoid, { ...appeal, as: voter })).code, 'already-appealed');
  const stranger = await createWorker(app);
  assert.equal((await app.refused(appealContestVoid, { ...appeal, as: stranger })).status, 404);
  const restored = await app.call(decideContestFinding, decide('restore'));
  assert.deepEqual([restored.state, restored.appeals[0]?.text], ['restored', '班组共用一台平板']);
  assert.equal(await votesOf(desk, liked.id), 5);
});

test('accounts made just before they vote, and a block that votes alike, are found; a round waits for the decision', async () => {
  const desk = await createContestDesk(app);
  const [liked, other] = [await enter(app, desk), await enter(app, desk)];
  const people = await Promise.all(Array.from({ length: 22 }, () => createWorker(app)));
  await Promise.all(people.map((person) => vote(app, desk, liked.id, person)));
  await vote(app, desk, other.id, await createWorker(app));
  const params = keyOf(desk);
  await app.call(searchContestFraud, { params, as: desk.director });
  const { items } = await app.call(listContestFindings, { params, as: desk.director });
  assert.deepEqual(
    items.map((item) => [item.kind, item.entryId, item.votes]),
    [['new_accounts', liked.id, 22]],
  );
  const early = { params: { ...params, round: 0 }, as: desk.director };
  assert.equal((await app.refused(closeContestRound, early)).code, 'round-not-over');
});

test('sales of live commerce count once the palace has verified them', async () => {
  const desk = await createContestDesk(app);
  const live = await enter(app, desk, { category: 'live' });
  const song = await enter(app, desk);
  const report = { amountFen: 123_400, orders: 12, proof: '平台后台截图，订单号 1–12' };
  const wrong = { params: { entryId: song.id }, body: report, as: song.entrant };
  assert.equal((await app.refused(reportContestSales, wrong)).code, 'not-live-commerce');
  assert.equal((await app.refused(reportContestSales, { ...wrong, as: live.entrant })).status, 404);
  await app.call(reportContestSales, { params: { entryId: live.id }, body: report, as: live.entrant });
  const params = keyOf(desk);
  const { items } = await app.call(listContestSales, { params, as: desk.director });
  const decide = {
    params: { ...params, reportId: items[0]?.id ?? '' },
    body: { accept: true },
    as: desk.director,
  };
  await app.call(decideContestSales, decide);
  assert.equal((await app.refused(decideContestSales, decide)).code, 'sales-decided');
  const shown = await app.call(getContestEntry, { params: { ...params, entryId: live.id } });
  assert.equal(shown.salesFen, 123_400);
});
