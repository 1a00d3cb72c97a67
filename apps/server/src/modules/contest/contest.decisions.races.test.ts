import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appealContestVoid,
  decideContestFinding,
  decideVoidAppeal,
  getContestEntry,
  listContestFindings,
  listUnionNominations,
  nominate,
  previewNominations,
  searchContestFraud,
} from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { TestApp } from '../../testkit/app.ts';
import { createOfficer, createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createUnion } from '../booking/allotments/allotments.factory.ts';
import { attempt, change, goesWrong } from '../booking/booking.races.factory.ts';
import { findPalace } from '../network/index.ts';
import {
  type ContestDesk,
  createContestDesk,
  enter,
  gateWrites,
  keyOf,
  meetAtGate,
  vote,
} from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

/** Decisions about votes and nominations wait where they are written, so that two of them meet. */
async function gateDecisions(target: TestApp): Promise<void> {
  await gateWrites(target, 'update on contest_void_appeal');
  await gateWrites(target, 'insert on contest_nomination');
  await gateWrites(target, 'insert on contest_ruling');
}

const app = await openContests();
await gateDecisions(app);

const send = (target: TestApp, path: string, as: TestPerson, payload: object) =>
  target.inject({ method: 'POST', url: path, headers: { cookie: as.cookie }, payload });

/** A path with its parameters. */
const at = (path: string, params: Readonly<Record<string, string>>) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '');

interface Voided {
  readonly desk: ContestDesk;
  readonly entryId: string;
  readonly findingId: string;
  readonly appealId: string;
  readonly officers: readonly [TestPerson, TestPerson];
}

/** Four votes from one device, voided by the director; one of the voters appeals, and two others may decide. */
async function voidAndAppeal(target: TestApp): Promise<Voided> {
  const desk = await createContestDesk(target);
  const params = keyOf(desk);
  const { id } = await enter(target, desk);
  const voters = await Promise.all(Array.from({ length: 4 }, () => createWorker(target)));
  for (const voter of voters)
    await vote(target, desk, id, { ...voter, cookie: `${voter.cookie}; wengong_device=${'A'.repeat(22)}` });
  await target.call(searchContestFraud, { params, as: desk.director });
  const findings = async () =>
    (await target.call(listContestFindings, { params, as: desk.director })).items.find(
      (each) => each.kind === 'device',
    );
  const findingId = (await findings())?.id ?? '';
  const about = { ...params, findingId };
  const body = { decision: 'void' as const, reason: '同一设备代投' };
  await target.call(decideContestFinding, { params: about, body, as: desk.director });
  const appeal = { params: about, body: { text: '是我本人投的票' }, as: voters[0] as TestPerson };
  await target.call(appealContestVoid, appeal);
  const appealId = (await findings())?.appeals[0]?.id ?? '';
  const officers = [
    await createStaff(target, desk.palaceId, ['coordinator']),
    await createStaff(target, desk.palaceId, ['coordinator']),
  ] as const;
  return { desk, entryId: id, findingId, appealId, officers };
}

/** Two officers decide the same appeal at once, one this way and one the other. */
async function decideAtOnce(target: TestApp) {
  const { desk, appealId, officers } = await voidAndAppeal(target);
  const path = at(decideVoidAppeal.path, { ...keyOf(desk), appealId });
  const answers = await meetAtGate(target, [
    () => send(target, path, officers[0], { decision: 'uphold', answer: '核对了本人身份' }),
    () => send(target, path, officers[1], { decision: 'dismiss', answer: '没有新的证据' }),
  ]);
  return attempt(answers.map((answer) => Promise.resolve(answer)));
}

/** An appeal is upheld while another finding of the same votes is voided; how many of them count then. */
async function voidWhileAppealed(target: TestApp): Promise<number> {
  const { desk, entryId, findingId, appealId, officers } = await voidAndAppeal(target);
  const other = newId();
  await target.deps.db.transact(async (tx) => {
    await sql`insert into contest_finding (palace_id, id, contest_id, round, kind, subject, entry_id, votes, people,
        from_at, to_at, figures, found_at)
      select palace_id, ${other}, contest_id, round, 'burst', 'again', entry_id, votes, people, from_at, to_at, figures,
        found_at
      from contest_finding where id = ${findingId}`.execute(tx);
    await sql`insert into contest_finding_vote (palace_id, finding_id, seq)
      select palace_id, ${other}, seq from contest_finding_vote where finding_id = ${findingId}`.execute(tx);
  });
  const voiding = at(decideContestFinding.path, { ...keyOf(desk), findingId: other });
  const upholding = at(decideVoidAppeal.path, { ...keyOf(desk), appealId });
  await meetAtGate(target, [
    () => send(target, voiding, desk.director, { decision: 'void', reason: '短时间集中投票' }),
    () => send(target, upholding, officers[0], { decision: 'uphold', answer: '核对了本人身份' }),
  ]);
  return (await target.call(getContestEntry, { params: { ...keyOf(desk), entryId } })).votes;
}

/** An officer sends the same roster twice at once; what became of it, and how many are nominated. */
async function nominateTwice(target: TestApp) {
  const desk = await createContestDesk(target, { entrants: ['person', 'union'] });
  const palace = await findPalace(target.deps.db.reader, desk.palaceId);
  const unionId = await createUnion(target, palace?.union_id ?? '', '测试造船厂工会');
  const officer = await createOfficer(target, unionId);
  const nominee = await createWorker(target);
  const params = { ...keyOf(desk), unionId };
  const text = `姓名,手机号,组别,作品名称\r\n王建国,${nominee.phone},歌唱,焊花`;
  const file = Buffer.from(text).toString('base64');
  const { hash } = await target.call(previewNominations, { params, body: { file }, as: officer });
  const once = () => send(target, at(nominate.path, params), officer, { file, hash, rows: [2] });
  const answers = await meetAtGate(target, [once, once]);
  const counts = await attempt(answers.map((answer) => Promise.resolve(answer)));
  const { items } = await target.call(listUnionNominations, { params, as: officer });
  return { counts, nominated: items.length };
}

test('of two officers who decide an appeal at once one does', async () => {
  assert.deepEqual(await decideAtOnce(app), { done: 1, 'appeal-decided': 1 });
});

test('a vote that another finding voids while an appeal gives it back stays void', async () => {
  assert.equal(await voidWhileAppealed(app), 0);
});

test('a roster that is sent twice at once nominates once', async () => {
  assert.deepEqual(await nominateTwice(app), {
    counts: { done: 1, 'nomination-roster-changed': 1 },
    nominated: 1,
  });
});

test('control: without locks and keys both officers decide, void votes count, and people are nominated twice', async () => {
  await goesWrong(
    async (target) => {
      await gateDecisions(target);
      await change(
        target,
        `create or replace function lock_contest_round(palace uuid, contest uuid, number integer)
          returns setof contest_round language sql volatile as 'select * from contest_round r
            where r.palace_id = palace and r.contest_id = contest and r.round = number'`,
      );
      await change(
        target,
        `create or replace function lock_contest_appeal(palace uuid, appeal uuid) returns setof contest_void_appeal
          language sql volatile as 'select * from contest_void_appeal where palace_id = palace and id = appeal'`,
      );
      await change(
        target,
        `create or replace function lock_contest(palace uuid, contest uuid) returns void language sql as 'select'`,
      );
      await change(target, 'drop trigger contest_void_appeal_edge on contest_void_appeal');
      await change(target, 'drop index contest_nomination_once');
    },
    async (target) => {
      assert.equal((await decideAtOnce(target)).done, 2);
      assert.equal(await voidWhileAppealed(target), 1);
      assert.equal((await nominateTwice(target)).nominated, 2);
    },
  );
});
