import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { recountVotes } from '@wengong/ballot/recount';
import {
  addContestExpert,
  castContestVote,
  closeContestRound,
  decideContestEntry,
  declareConflict,
  enterContest,
  getContest,
  getContestCertificate,
  getContestEntry,
  getMyJudging,
  listContestCertificates,
  listContestEntries,
  listContestStandings,
  listMyContestEntries,
  listMyContestVotes,
  listMyJudging,
  type MyContestEntry,
  putContestDefinition,
  putMyScore,
  readContestVotes,
  revokeContestCertificate,
  withdrawContestEntry,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createStaff, createWorker, openSession } from '../../testkit/person.ts';
import {
  type ContestDesk,
  createContestDesk,
  definition,
  enter,
  keyOf,
  manyVote,
  reviewFinal,
  runJob,
  vote,
} from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();
const start = app.clock.now();
beforeEach(() => app.clock.set(start));

const later = (days: number) => app.clock.set(new Date(start.getTime() + days * 86_400_000));
/** Signs in again: sessions end while the clock moves on. */
const again = async (person: { personId: string; cookie: string; phone: string }, strong = false) => ({
  ...person,
  cookie: await openSession(app, person.personId, strong),
});

test('from votes over experts to result and certificate', async () => {
  const desk = await createContestDesk(app);
  const [first, second, third] = [await enter(app, desk), await enter(app, desk), await enter(app, desk)];
  await manyVote(app, desk, first.id, 4);
  await manyVote(app, desk, second.id, 2);
  await manyVote(app, desk, third.id, 1);
  const early = await app.refused(closeContestRound, {
    params: { ...keyOf(desk), round: 0 },
    as: desk.director,
  });
  assert.equal(early.code, 'round-not-over');

  later(11);
  let director = await again(desk.director, true);
  await app.call(closeContestRound, { params: { ...keyOf(desk), round: 0 }, as: director });
  const heats = await app.call(listContestStandings, { params: { ...keyOf(desk), round: 0 }, query: {} });
  assert.deepEqual(
    heats.items.map((each) => [each.number, each.rank, each.total, each.advanced]),
    [
      [first.number, 1, 10_000, true],
      [second.number, 2, 5000, true],
      [third.number, 3, 2500, false],
    ],
  );

  const expert = await createWorker(app, { displayName: '评委' });
  await app.call(addContestExpert, { params: keyOf(desk), body: { phone: expert.phone }, as: director });
  const duties = await app.call(listMyJudging, { as: expert });
  assert.deepEqual([duties.items[0]?.round, duties.items[0]?.entries], [1, 2]);
  const sheet = await app.call(getMyJudging, { params: keyOf(desk), as: expert });
  assert.ok(sheet.blind && sheet.entries.every((entry) => entry.entrantName === null));
  const score = (entryId: string, skill: number, stage: number) =>
    app.call(putMyScore, {
      params: { ...keyOf(desk), entryId },
      body: { scores: { skill, stage } },
      as: expert,
    });
  await score(first.id, 60, 60);
  await score(second.id, 100, 90);
  const out = { params: { ...keyOf(desk), entryId: third.id }, body: { scores: { skill: 1, stage: 1 } } };
  assert.equal((await app.refused(putMyScore, { ...out, as: expert })).code, 'not-found');
  await manyVote(app, desk, first.id, 2);
  await manyVote(app, desk, second.id, 1);

  later(21);
  director = await again(desk.director, true);
  await reviewFinal(app, desk, [first, second]);
  const closed = await app.call(closeContestRound, { params: { ...keyOf(desk), round: 1 }, as: director });
  assert.equal(closed.state, 'finished');
  const final = await app.call(listContestStandings, { params: { ...keyOf(desk), round: 1 }, query: {} });
  assert.deepEqual(
    final.items.map((each) => [each.number, each.voteScore, each.expertScore, each.total, each.prize]),
    [
      // 0.4 × 50 + 0.6 × 96
      [second.number, 5000, 9600, 7760, '金奖'],
      // 0.4 × 100 + 0.6 × 60
      [first.number, 10_000, 6000, 7600, null],
    ],
  );
  const winner = await again(second.entrant);
  const mine = await app.call(listMyContestEntries, { as: winner });
  await showsPrize(desk, second.id, mine.items[0]);
  const code = mine.items[0]?.certificate?.code ?? '';
  const certificate = await app.call(getContestCertificate, { params: { code } });
  assert.deepEqual(
    [certificate.genuine, certificate.prize, certificate.entryNumber],
    [true, '金奖', second.number],
  );
  await printAndRevoke(desk, code, { director, winner });
});

/** The prize stands with the place of the last round, for everybody and for who won it. */
async function showsPrize(
  desk: ContestDesk,
  entryId: string,
  mine: MyContestEntry | undefined,
): Promise<void> {
  const shown = await app.call(getContestEntry, { params: { ...keyOf(desk), entryId } });
  for (const results of [mine?.results, shown.results])
    assert.deepEqual(
      results?.map(({ prize }) => prize?.name),
      [undefined, '金奖'],
    );
}

type Signed = Awaited<ReturnType<typeof again>>;

async function printAndRevoke(
  desk: ContestDesk,
  code: string,
  { director, winner }: { director: Signed; winner: Signed },
): Promise<void> {
  const url = `/api/v1/certificates/${code}/certificate.pdf`;
  const file = await app.inject({ url });
  assert.equal(file.headers['content-type'], 'application/pdf');
  assert.equal(file.rawPayload.subarray(0, 5).toString(), '%PDF-');
  assert.ok(file.rawPayload.length < 60_000, 'the letters it needs, not the whole font');
  const [listed] = (await app.call(listContestCertificates, { params: keyOf(desk), as: director })).items;
  const revoke = {
    params: { ...keyOf(desk), certificateId: listed?.id ?? '' },
    body: { reason: '作品经核实为他人创作' },
  };
  assert.equal((await app.refused(revokeContestCertificate, { ...revoke, as: winner })).status, 403);
  await app.call(revokeContestCertificate, { ...revoke, as: director });
  assert.equal(
    (await app.refused(revokeContestCertificate, { ...revoke, as: director })).code,
    'certificate-revoked',
  );
  const revoked = await app.call(getContestCertificate, { params: { code } });
  assert.deepEqual(
    [revoked.genuine, revoked.revokedAt !== null, revoked.revokeReason],
    [true, true, '作品经核实为他人创作'],
  );
  assert.equal((await app.inject({ url })).statusCode, 410);
}

test('a person has so many votes a day, each for another entry, and the same vote twice counts once', async () => {
  const desk = await createContestDesk(app);
  const entries = await Promise.all(Array.from({ length: 4 }, () => enter(app, desk)));
  const [a, b, c, d] = entries.map((entry) => entry.id) as [string, string, string, string];
  const voter = await createWorker(app);
  const one = await vote(app, desk, a, voter);
  assert.deepEqual([one.votes, one.votesLeft, one.again], [1, 2, false]);
  const twice = await vote(app, desk, a, voter);
  assert.deepEqual([twice.votes, twice.seq, twice.again], [1, one.seq, true]);
  await vote(app, desk, b, voter);
  await vote(app, desk, c, voter);
  const refused = await app.refused(castContestVote, { params: { ...keyOf(desk), entryId: d }, as: voter });
  assert.equal(refused.code, 'votes-used-up');
  const me = await app.call(getContest, { params: keyOf(desk), as: voter });
  assert.deepEqual([me.me?.votesLeft, me.me?.votedFor.length], [0, 3]);
  later(1);
  const tomorrow = await again(voter);
  assert.equal((await vote(app, desk, a, tomorrow)).votes, 2);
  const votes = await app.call(listMyContestVotes, { params: keyOf(desk), as: tomorrow });
  assert.equal(votes.items.length, 4);
  assert.equal(votes.voter, one.voter);
});

test('where voters must be members, others are told; a draft and a neighbour’s entry are not there', async () => {
  const desk = await createContestDesk(app, { votersMembers: true, entrantsMembers: true });
  const member = await createWorker(app, { member: true });
  const guest = await createWorker(app);
  const entered = await app.refused(enterContest, {
    params: keyOf(desk),
    body: { category: 'song', entrantKind: 'person', entrantName: '甲', title: '歌' },
    as: guest,
  });
  assert.equal(entered.code, 'contest-members-only');
  const entry = await enter(app, desk, { as: member });
  const params = { ...keyOf(desk), entryId: entry.id };
  assert.equal((await app.refused(castContestVote, { params, as: guest })).code, 'contest-members-only');
  const other = await createContestDesk(app);
  const stray = { ...keyOf(other), entryId: entry.id };
  assert.equal((await app.refused(castContestVote, { params: stray, as: guest })).code, 'entry-not-in-round');
  const neighbour = await app.refused(decideContestEntry, {
    params,
    body: { decision: 'take_down', note: '试一试' },
    as: other.reviewer,
  });
  assert.equal(neighbour.status, 404);
});

test('an entry is shown once approved, and no longer when taken down or withdrawn', async () => {
  const desk = await createContestDesk(app, { entriesAPerson: 1 });
  const worker = await createWorker(app);
  const entry = await enter(app, desk, { as: worker, approve: false });
  const params = { ...keyOf(desk), entryId: entry.id };
  const decide = (decision: 'approve' | 'reject' | 'take_down', note = '') =>
    app.call(decideContestEntry, { params, body: { decision, note }, as: desk.reviewer });
  assert.equal((await app.refused(getContestEntry, { params })).status, 404);
  const more = await app.refused(enterContest, {
    params: keyOf(desk),
    body: { category: 'song', entrantKind: 'person', entrantName: '甲', title: '第二首' },
    as: worker,
  });
  assert.equal(more.code, 'contest-entry-limit');
  const noNote = await app.refused(decideContestEntry, {
    params,
    body: { decision: 'reject' },
    as: desk.reviewer,
  });
  assert.equal(noNote.code, 'contest-note-needed');
  await decide('reject', '画面太暗，请重拍');
  assert.equal((await app.call(listMyContestEntries, { as: worker })).items[0]?.note, '画面太暗，请重拍');
  await decide('approve');
  assert.equal((await app.call(getContestEntry, { params })).votes, 0);
  await decide('take_down', '收到侵权投诉');
  assert.equal((await app.refused(getContestEntry, { params })).status, 404);
  const voter = await createWorker(app);
  assert.equal((await app.refused(castContestVote, { params, as: voter })).code, 'entry-not-in-round');
  await decide('approve');
  await vote(app, desk, entry.id, voter);
  await app.call(withdrawContestEntry, { params: { entryId: entry.id }, as: worker });
  assert.equal(
    (await app.refused(castContestVote, { params, as: await createWorker(app) })).code,
    'entry-not-in-round',
  );
  await enter(app, desk, { as: worker, title: '又一首' });
});

test('experts give no score where they have a conflict, and a round waits for every score', async () => {
  const desk = await createContestDesk(app, {
    rounds: [
      { ...definition(start).rounds[1], startsAt: definition(start).rounds[0]?.startsAt ?? '' } as never,
    ],
  });
  const [one, two] = [await enter(app, desk), await enter(app, desk)];
  const experts = await Promise.all([createWorker(app), createWorker(app)]);
  for (const expert of experts) {
    await app.call(addContestExpert, {
      params: keyOf(desk),
      body: { phone: expert.phone },
      as: desk.director,
    });
  }
  const [a, b] = experts as [(typeof experts)[0], (typeof experts)[0]];
  const scores = { skill: 80, stage: 80 };
  const at = (entryId: string) => ({ ...keyOf(desk), entryId });
  await app.call(putMyScore, { params: at(one.id), body: { scores }, as: a });
  await app.call(declareConflict, { params: at(one.id), body: { reason: '我的徒弟' }, as: a });
  assert.equal(
    (await app.refused(putMyScore, { params: at(one.id), body: { scores }, as: a })).code,
    'judging-conflict',
  );
  assert.equal(
    (await app.refused(putMyScore, { params: at(two.id), body: { scores: { skill: 1 } }, as: a })).code,
    'judging-criteria',
  );
  await app.call(putMyScore, { params: at(two.id), body: { scores }, as: a });
  later(21);
  const director = await again(desk.director, true);
  const params = { ...keyOf(desk), round: 0 };
  const early = await app.inject({
    method: 'POST',
    url: `/api/v1/palaces/${desk.palaceId}/desk/contests/${desk.contestId}/rounds/0/close`,
    headers: { cookie: director.cookie, 'idempotency-key': newId() },
  });
  assert.equal(early.json().code, 'scores-missing');
  assert.match(early.json().detail, new RegExp(` ${one.number} 号作品`));
  await app.call(putMyScore, { params: at(one.id), body: { scores }, as: await again(b) });
  await app.call(closeContestRound, { params, as: director });
  assert.equal(
    (await app.refused(putMyScore, { params: at(two.id), body: { scores }, as: await again(b) })).code,
    'judging-closed',
  );
});

test('the published votes can be counted again, and one’s own found in them', async () => {
  const desk = await createContestDesk(app);
  const [first, second] = [await enter(app, desk), await enter(app, desk)];
  const voter = await createWorker(app);
  const { voter: code } = await vote(app, desk, first.id, voter);
  await manyVote(app, desk, second.id, 5);
  const params = { ...keyOf(desk), round: 0 };
  assert.equal((await app.refused(readContestVotes, { params })).code, 'round-not-over');
  later(11);
  await app.call(closeContestRound, { params, as: await again(desk.director, true) });
  const file = (await app.call(readContestVotes, { params })) as string;
  assert.ok(!file.includes(voter.personId));
  const recount = await recountVotes([Buffer.from(file)], code);
  assert.deepEqual(recount.faults, []);
  assert.deepEqual([recount.votes, recount.mine], [6, 1]);
  assert.deepEqual(recount.best, [
    { number: second.number, votes: 5 },
    { number: first.number, votes: 1 },
  ]);
});

test('the gallery shows every entry once, finds by name and number', async () => {
  const desk = await createContestDesk(app, { entriesAPerson: 20 });
  const entrant = await createWorker(app);
  for (let n = 1; n <= 12; n += 1) await enter(app, desk, { as: entrant, title: `车间之歌第${n}首` });
  await runJob(app, 'contest.deal-galleries');
  await enter(app, desk, { title: '新来的作品' });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(listContestEntries, {
      params: keyOf(desk),
      query: { limit: 5, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map((item) => item.title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen[0], '新来的作品');
  assert.equal(new Set(seen).size, 13);
  assert.equal(seen.length, 13);
  const found = await app.call(listContestEntries, { params: keyOf(desk), query: { q: '新来' } });
  assert.deepEqual(
    found.items.map((item) => item.title),
    ['新来的作品'],
  );
});

test('a published contest keeps its categories and the rules of a round that has begun', async () => {
  const desk = await createContestDesk(app);
  const old = definition(start);
  const put = (body: typeof old, version = 1) =>
    app.refused(putContestDefinition, {
      params: keyOf(desk),
      body: { version, definition: body },
      as: desk.director,
    });
  assert.equal((await put({ ...old, categories: old.categories.slice(0, 1) })).code, 'contest-fixed');
  const [heats, final] = old.rounds as [(typeof old.rounds)[0], (typeof old.rounds)[0]];
  assert.equal(
    (await put({ ...old, rounds: [{ ...heats, votesADay: 9 }, final] })).code,
    'contest-round-begun',
  );
  assert.equal((await put(old, 7)).code, 'contest-version-changed');
  const longer = { ...old, rounds: [heats, { ...final, votesADay: 5 }], title: '新名称' };
  const changed = await app.call(putContestDefinition, {
    params: keyOf(desk),
    body: { version: 1, definition: longer },
    as: desk.director,
  });
  assert.deepEqual([changed.version, changed.title], [2, '新名称']);
  const editor = await createStaff(app, desk.palaceId, ['editor']);
  const notTheirs = await app.refused(putContestDefinition, {
    params: keyOf(desk),
    body: { version: 2, definition: longer },
    as: editor,
  });
  assert.equal(notTheirs.status, 403);
});
