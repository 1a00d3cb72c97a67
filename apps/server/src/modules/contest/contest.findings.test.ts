import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recountVotes } from '@wengong/ballot/recount';
import {
  appealContestVoid,
  closeContestRound,
  decideContestFinding,
  decideContestSales,
  decideVoidAppeal,
  getContestEntry,
  listContestFindings,
  listContestSales,
  listMyContestVotes,
  listMyMessages,
  reportContestSales,
  searchContestFraud,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createStaff, createWorker, openSession, type TestPerson } from '../../testkit/person.ts';
import { type ContestDesk, createContestDesk, enter, keyOf, vote } from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();

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
    mine.items.map((item) => [item.voided, item.findingId, item.reason, item.appeal, item.mayAppeal]),
    [[true, finding.id, '同一设备代投', null, true]],
  );
  const appeal = { params: { ...params, findingId: finding.id }, body: { text: '班组共用一台平板' } };
  await app.call(appealContestVoid, { ...appeal, as: voter });
  assert.equal((await app.refused(appealContestVoid, { ...appeal, as: voter })).code, 'already-appealed');
  const stranger = await createWorker(app);
  assert.equal((await app.refused(appealContestVoid, { ...appeal, as: stranger })).status, 404);
  const restored = await app.call(decideContestFinding, decide('restore'));
  assert.deepEqual(
    [restored.state, restored.appeals[0]?.text, restored.appeals[0]?.state],
    ['restored', '班组共用一台平板', 'upheld'],
  );
  assert.equal(await votesOf(desk, liked.id), 5);
});

test('an appeal is decided by another officer: one voter’s votes, or all of an entrant’s, count again', async () => {
  const desk = await createContestDesk(app);
  const liked = await enter(app, desk);
  const people = await voteFromOneDevice(desk, liked.id, 5);
  const params = keyOf(desk);
  const as = desk.director;
  await app.call(searchContestFraud, { params, as });
  const [finding] = (await app.call(listContestFindings, { params, as })).items;
  assert.ok(finding);
  const about = { ...params, findingId: finding.id };
  const body = { decision: 'void' as const, reason: '同一设备代投' };
  await app.call(decideContestFinding, { params: about, body, as });
  const [one, two] = people as [TestPerson, TestPerson];
  for (const person of [one, two, liked.entrant])
    await app.call(appealContestVoid, { params: about, body: { text: '是我本人投的票' }, as: person });

  const other = await createStaff(app, desk.palaceId, ['coordinator']);
  const seen = (await app.call(listContestFindings, { params, as: other })).items[0]?.appeals ?? [];
  assert.deepEqual(
    seen.map((appeal) => [appeal.state, appeal.mayDecide]),
    Array.from({ length: 3 }, () => ['waiting', true]),
  );
  const decide = (at: number, decision: 'uphold' | 'dismiss') => ({
    params: { ...params, appealId: seen[at]?.id ?? '' },
    body: { decision, answer: '核对了本人身份' },
  });
  assert.equal(
    (await app.refused(decideVoidAppeal, { ...decide(0, 'uphold'), as })).code,
    'contest-other-officer',
  );
  for (const as of [one, await createStaff(app, desk.palaceId, ['editor'])])
    assert.equal((await app.refused(decideVoidAppeal, { ...decide(0, 'uphold'), as })).status, 403);
  await app.call(decideVoidAppeal, { ...decide(0, 'uphold'), as: other });
  assert.equal(await votesOf(desk, liked.id), 1);
  assert.equal(
    (await app.refused(decideVoidAppeal, { ...decide(0, 'dismiss'), as: other })).code,
    'appeal-decided',
  );
  await app.call(decideVoidAppeal, { ...decide(1, 'dismiss'), as: other });
  assert.equal(await votesOf(desk, liked.id), 1);
  const mine = async (as: TestPerson) =>
    (await app.call(listMyContestVotes, { params, as })).items.map(({ voided, appeal, mayAppeal }) => [
      voided,
      appeal?.state,
      mayAppeal,
    ]);
  assert.deepEqual(
    [await mine(one), await mine(two)],
    [[[false, 'upheld', false]], [[true, 'dismissed', false]]],
  );
  const all = await app.call(decideVoidAppeal, { ...decide(2, 'uphold'), as: other });
  assert.equal(all.state, 'restored');
  assert.equal(await votesOf(desk, liked.id), 5);
  await app.settle();
  const told = await app.call(listMyMessages, { query: {}, as: two });
  assert.deepEqual(
    told.items.map((item: { title: string }) => item.title).toSorted(),
    ['您的投票被作废', '申诉未成立'].toSorted(),
  );
});

test('a round waits for appeals and for a day after a void; the file of its votes has a version for each decision', async () => {
  const desk = await createContestDesk(app);
  const liked = await enter(app, desk);
  const people = await voteFromOneDevice(desk, liked.id, 4);
  const params = keyOf(desk);
  const as = desk.director;
  await app.call(searchContestFraud, { params, as });
  const [finding] = (await app.call(listContestFindings, { params, as })).items;
  const about = { ...params, findingId: finding?.id ?? '' };
  const start = app.clock.now();
  const hours = async (count: number) => {
    app.clock.set(new Date(start.getTime() + count * 3_600_000));
    return { ...as, cookie: await openSession(app, as.personId, true) };
  };
  const close = { params: { ...params, round: 0 } };
  let director = await hours(10 * 24 + 1);
  const body = { decision: 'void' as const, reason: '同一设备代投' };
  await app.call(decideContestFinding, { params: about, body, as: director });
  assert.equal((await app.refused(closeContestRound, { ...close, as: director })).code, 'voids-young');
  const voter = {
    ...(people[0] as TestPerson),
    cookie: await openSession(app, people[0]?.personId ?? '', false),
  };
  await app.call(appealContestVoid, { params: about, body: { text: '是我本人投的票' }, as: voter });
  director = await hours(11 * 24 + 2);
  assert.equal((await app.refused(closeContestRound, { ...close, as: director })).code, 'appeals-open');
  const other = await createStaff(app, desk.palaceId, ['director']);
  const appeals = (await app.call(listContestFindings, { params, as: other })).items[0]?.appeals ?? [];
  const answer = { decision: 'uphold' as const, answer: '核对了本人身份' };
  const appealId = appeals[0]?.id ?? '';
  await app.call(decideVoidAppeal, { params: { ...params, appealId }, body: answer, as: other });
  await app.call(closeContestRound, { ...close, as: director });
  const url = `/api/v1/palaces/${desk.palaceId}/contests/${desk.contestId}/rounds/0/votes.txt`;
  const file = await app.inject({ url });
  assert.match(String(file.headers['content-disposition']), /-0-v3\.txt"$/);
  assert.equal(file.headers['cache-control'], 'public, max-age=60, must-revalidate');
  const recount = await recountVotes([file.rawPayload]);
  assert.deepEqual([recount.ok, recount.votes, recount.voided, recount.header?.version], [true, 4, 3, 3]);
  const again = await app.inject({ url, headers: { 'if-none-match': String(file.headers.etag) } });
  assert.deepEqual([again.statusCode, again.body], [304, '']);
  director = await hours(11 * 24 + 3);
  const late = { params: about, body: { decision: 'restore' as const, reason: '重新核对' }, as: director };
  assert.equal((await app.refused(decideContestFinding, late)).code, 'round-closed');
});

/** Votes of new workers for an entry from one address, at a time in minutes. */
async function voteFrom(
  desk: ContestDesk,
  entryId: string,
  { address, people }: { address: string; people: readonly TestPerson[] },
): Promise<void> {
  const answers = await Promise.all(
    people.map((person) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/palaces/${desk.palaceId}/contests/${desk.contestId}/entries/${entryId}/votes`,
        headers: { cookie: person.cookie },
        remoteAddress: address,
      }),
    ),
  );
  for (const answer of answers) assert.equal(answer.statusCode, 200, answer.body);
}

const workers = (count: number) => Promise.all(Array.from({ length: count }, () => createWorker(app)));

/** Workers whose accounts are old enough not to be noted with their votes. */
async function oldWorkers(count: number): Promise<TestPerson[]> {
  const people = await workers(count);
  app.clock.set(new Date(app.clock.now().getTime() + 3 * 86_400_000));
  return Promise.all(
    people.map(async (person) => ({ ...person, cookie: await openSession(app, person.personId, false) })),
  );
}

const kindsFound = async (desk: ContestDesk, entryId: string) => {
  const as = { ...desk.director, cookie: await openSession(app, desk.director.personId, true) };
  await app.call(searchContestFraud, { params: keyOf(desk), as });
  const { items } = await app.call(listContestFindings, { params: keyOf(desk), as });
  return items.filter((item) => item.entryId === entryId);
};

test('a block of addresses that votes for one entry alone is found; a factory behind one address that votes as people do is not', async () => {
  const people = await oldWorkers(76);
  const desk = await createContestDesk(app);
  const [bought, other, third] = [await enter(app, desk), await enter(app, desk), await enter(app, desk)];
  const farm = people.slice(0, 32);
  await voteFrom(desk, bought.id, { address: '203.0.113.7', people: farm });
  // A factory of 36 people at one address: many votes, and most for its own colleague, but not for her alone.
  const factory = people.slice(32, 68);
  await voteFrom(desk, other.id, { address: '198.51.100.9', people: factory.slice(0, 22) });
  await voteFrom(desk, third.id, { address: '198.51.100.9', people: factory.slice(22) });
  await voteFrom(desk, third.id, { address: '192.0.2.1', people: people.slice(68) });
  const found = await kindsFound(desk, bought.id);
  const block = found.find((item) => item.kind === 'addresses');
  assert.deepEqual(
    [block?.votes, block?.people, block?.figures.percent, block?.figures.blockVotes],
    [32, 32, 100, 32],
  );
  for (const entry of [other, third])
    assert.deepEqual(
      (await kindsFound(desk, entry.id)).map((item) => item.kind),
      [],
    );
});

test('a burst is found beside what is usual for the entry; a rise that others share is none', async () => {
  const people = await oldWorkers(50);
  const desk = await createContestDesk(app);
  const [bought, loved] = [await enter(app, desk), await enter(app, desk)];
  const minutes = (count: number) => app.clock.set(new Date(app.clock.now().getTime() + count * 60_000));
  const cast = async (entryId: string, from: number, count: number) => {
    await Promise.all(people.slice(from, from + count).map((person) => vote(app, desk, entryId, person)));
  };
  for (let slice = 0; slice < 4; slice += 1) {
    await cast(bought.id, slice * 2, 2);
    await cast(loved.id, slice * 8, 8);
    minutes(5);
  }
  await cast(bought.id, 8, 34);
  await cast(loved.id, 32, 18);
  const [burst] = await kindsFound(desk, bought.id);
  assert.deepEqual([burst?.kind, burst?.figures], ['burst', { votes: 34, minutes: 5, usual: 2 }]);
  assert.deepEqual(await kindsFound(desk, loved.id), []);
});

test('votes that come all at once for an entry without any before are compared with what others get', async () => {
  const people = await oldWorkers(37);
  const desk = await createContestDesk(app);
  const [bought, other] = [await enter(app, desk), await enter(app, desk)];
  for (const person of people.slice(0, 3)) {
    await vote(app, desk, other.id, person);
    app.clock.set(new Date(app.clock.now().getTime() + 5 * 60_000));
  }
  await Promise.all(people.slice(3).map((person) => vote(app, desk, bought.id, person)));
  const [burst] = await kindsFound(desk, bought.id);
  assert.deepEqual([burst?.kind, burst?.figures], ['burst', { votes: 34, minutes: 5, usual: 1 }]);
});

test('the first vote from a device is one of its own: four people with one phone are found', async () => {
  const desk = await createContestDesk(app);
  const liked = await enter(app, desk);
  const [first, ...others] = await oldWorkers(4);
  assert.ok(first);
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/palaces/${desk.palaceId}/contests/${desk.contestId}/entries/${liked.id}/votes`,
    headers: { cookie: first.cookie, 'idempotency-key': newId() },
  });
  const [, device] = /wengong_device=([\w-]{22})/.exec(String(answer.headers['set-cookie'])) ?? [];
  for (const person of others)
    await vote(app, desk, liked.id, { ...person, cookie: `${person.cookie}; wengong_device=${device}` });
  const [found] = await kindsFound(desk, liked.id);
  assert.deepEqual([found?.kind, found?.people], ['device', 4]);
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
  const again = { params: { entryId: live.id }, body: report, as: live.entrant };
  for (let waiting = 0; waiting < 20; waiting += 1) await app.call(reportContestSales, again);
  assert.equal((await app.refused(reportContestSales, again)).code, 'sales-many-waiting');
});
