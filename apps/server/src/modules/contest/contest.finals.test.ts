import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { closeContestRound, decideContestEntry, decideReviewItem, getContestEntry } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../testkit/app.ts';
import { createStaff, openSession } from '../../testkit/person.ts';
import { change, goesWrong, withServers } from '../booking/booking.races.factory.ts';
import {
  type ContestDesk,
  createContestDesk,
  disorder,
  enter,
  keyOf,
  reviewFinal,
  reviewItemOf,
  round,
  runJob,
} from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();
const start = app.clock.now();
beforeEach(() => app.clock.set(start));

/** Heats with one entry that one reviewer approved and that goes on; the final is over, and nothing was heard of it. */
async function atTheEnd(target: TestApp) {
  const now = target.clock.now();
  const rounds = [
    round(now, -1, 2),
    round(now, 1, 1, { kind: 'final' as const, name: '决赛', nameEn: 'Final' }),
  ];
  const desk = await createContestDesk(target, { rounds });
  const entry = await enter(target, desk);
  const close = async (number: number) => {
    target.clock.set(new Date(now.getTime() + (number + 1) * 86_400_000 + 3_600_000));
    const as = { cookie: await openSession(target, desk.director.personId, true) };
    return { params: { ...keyOf(desk), round: number }, as };
  };
  await target.call(closeContestRound, await close(0));
  return { desk, entry, last: await close(1) };
}

test('a final has no place for what only one person approved, though nobody was asked', async () => {
  const { desk, entry, last } = await atTheEnd(app);
  assert.equal((await app.refused(closeContestRound, last)).code, 'final-review-missing');
  await runJob(app, 'contest.ask-final-reviews');
  await runJob(app, 'contest.ask-final-reviews');
  assert.equal((await app.refused(closeContestRound, last)).code, 'entries-undecided');
  await reviewFinal(app, desk, [entry]);
  assert.equal((await app.call(closeContestRound, last)).state, 'finished');
});

/** One reviewer approves a finalist over and over on two servers while the final is closed; whether it is over then. */
async function approveAlone(target: TestApp): Promise<boolean> {
  const { desk, entry, last } = await atTheEnd(target);
  await runJob(target, 'contest.ask-final-reviews');
  const anna = await createStaff(target, desk.palaceId, ['reviewer']);
  const params = { palaceId: desk.palaceId, itemId: await reviewItemOf(target, entry.id) };
  await withServers(target, 2, async (servers) => {
    await Promise.all(
      servers.flatMap((server) => [
        ...[1, 2, 3].map(() =>
          server.inject({
            method: 'POST',
            url: decideReviewItem.path.replace(':palaceId', desk.palaceId).replace(':itemId', params.itemId),
            headers: { cookie: anna.cookie },
            payload: { verdict: 'approve' },
          }),
        ),
        server.inject({
          method: 'POST',
          url: closeContestRound.path
            .replace(':palaceId', desk.palaceId)
            .replace(':contestId', desk.contestId)
            .replace(':round', '1'),
          headers: { cookie: last.as.cookie },
        }),
      ]),
    );
  });
  await target.call(closeContestRound, last).catch(() => undefined);
  const { rows } = await sql<{
    state: string;
  }>`select state from contest where id = ${desk.contestId}`.execute(target.deps.db.reader);
  return rows[0]?.state === 'finished';
}

test('one reviewer on several servers is not two', async () => {
  assert.equal(await approveAlone(app), false);
});

const withoutFourEyes = async (target: TestApp) => {
  await change(target, 'drop index moderation_decision_other_person');
  await change(target, 'drop trigger moderation_item_eyes on moderation_item');
};

test('a final’s own guard holds without those of reviews; control: without it one person decides', async () => {
  await goesWrong(
    async (target) => {
      await withoutFourEyes(target);
      assert.equal(await approveAlone(target), false);
      await change(target, 'drop trigger contest_final_agreed on contest_result');
    },
    async (target) => {
      assert.equal(await approveAlone(target), true);
      assert.deepEqual(await disorder(target), ['contest-final-agreed']);
    },
  );
});

/** A contest of a final alone, with an entry that waits. */
async function createFinal(target: TestApp): Promise<{ desk: ContestDesk; entryId: string }> {
  const now = target.clock.now();
  const desk = await createContestDesk(target, { rounds: [round(now, -1, 3, { kind: 'final' })] });
  return { desk, entryId: (await enter(target, desk, { approve: false })).id };
}

test('a contest that begins with its final takes an entry when two agree, also after two have rejected it', async () => {
  const { desk, entryId } = await createFinal(app);
  const params = { ...keyOf(desk), entryId };
  const decide = async (as: { cookie: string }, decision: 'approve' | 'reject') =>
    (await app.call(decideContestEntry, { params, body: { decision, note: '请补充说明' }, as })).state;
  assert.equal(await decide(desk.reviewer, 'reject'), 'waiting');
  assert.equal(await decide(desk.director, 'reject'), 'rejected');
  assert.equal(await decide(desk.reviewer, 'approve'), 'waiting');
  assert.equal((await app.refused(getContestEntry, { params })).status, 404);
  const twice = { params, body: { decision: 'approve' as const }, as: desk.reviewer };
  assert.equal((await app.refused(decideContestEntry, twice)).code, 'review-other-person');
  assert.equal(await decide(desk.director, 'approve'), 'approved');
  const alone = await createFinal(app);
  await assert.rejects(
    app.deps.db.transact((tx) =>
      sql`update contest_entry set state = 'approved' where id = ${alone.entryId}`.execute(tx),
    ),
    /two reviewers/,
  );
});
