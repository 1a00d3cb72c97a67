import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { claimReviewItems, decideReviewItem, reportContent } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker } from '../../testkit/person.ts';
import { change, goesWrong } from '../booking/booking.races.factory.ts';
import { createClip, createReviewDesk } from './moderation.factory.ts';
import { countReport } from './reports/reports.store.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Six reviewers take two of eight clips each, all at once. Gives how many of those taken were somebody else's as well. */
async function claimAtOnce(target: TestApp): Promise<number> {
  const desk = await createReviewDesk(target);
  for (let made = 0; made < 8; made += 1) await createClip(target, desk);
  const reviewers = await Promise.all(
    Array.from({ length: 6 }, () => createStaff(target, desk.palaceId, ['reviewer'])),
  );
  const answers = await Promise.all(
    reviewers.map((as) => target.call(claimReviewItems, { params: desk, body: { count: 2 }, as })),
  );
  const taken = answers.flatMap((answer) => answer.items.map((item) => item.id));
  return taken.length - new Set(taken).size;
}

/** One reviewer approves a clip of a final eight times at once; whether it is shown with only their eyes. */
async function approveAlone(target: TestApp): Promise<boolean> {
  const desk = await createReviewDesk(target);
  const clip = await createClip(target, desk, { eyes: 2 });
  const params = { palaceId: desk.palaceId, itemId: clip.itemId };
  await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      target.call(decideReviewItem, { params, body: { verdict: 'approve' }, as: desk.anna }),
    ),
  );
  const { rows } = await target.deps.db.transact((tx) =>
    sql<{ state: string }>`select state from moderation_item where id = ${clip.itemId}`.execute(tx),
  );
  return rows[0]?.state === 'approved';
}

/** Six viewers report one clip, each twice, all at once. Gives how many reports are counted, and how many are kept. */
async function reportAtOnce(target: TestApp) {
  const desk = await createReviewDesk(target);
  const { itemId, videoId } = await createClip(target, desk);
  const params = { palaceId: desk.palaceId, itemId };
  await target.call(decideReviewItem, { params, body: { verdict: 'approve' }, as: desk.anna });
  const viewers = await Promise.all(Array.from({ length: 6 }, () => createWorker(target)));
  const body = { kind: 'video' as const, subjectId: videoId, reason: 'privacy' as const };
  await Promise.allSettled([...viewers, ...viewers].map((as) => target.call(reportContent, { body, as })));
  const { rows } = await target.deps.db.transact((tx) =>
    sql<{ counted: number; kept: number }>`select reports as counted,
      (select count(*)::int from moderation_report r where r.item_id = i.id) as kept
      from moderation_item i where id = ${itemId}`.execute(tx),
  );
  return rows[0];
}

/** A person makes thirty reports of a day at once. Gives how many were taken. */
async function reportAllDay(target: TestApp): Promise<number> {
  const { personId } = await createWorker(target);
  const made = await Promise.allSettled(
    Array.from({ length: 30 }, () =>
      target.deps.db.transact((tx) => countReport(tx, personId, '2026-11-23')),
    ),
  );
  return made.filter((each) => each.status === 'fulfilled').length;
}

test('a report counts once for each viewer, however many come at once', async () => {
  assert.deepEqual(await reportAtOnce(app), { counted: 6, kept: 6 });
});

test('control: without the key a viewer counts twice', async () => {
  await goesWrong(
    async (target) => {
      await change(target, 'alter table moderation_report drop constraint moderation_report_once');
    },
    async (target) => assert.ok(((await reportAtOnce(target))?.counted ?? 0) > 6),
  );
});

test('nobody makes more than twenty reports a day', async () => {
  assert.equal(await reportAllDay(app), 20);
});

test('control: without the constraint they do', async () => {
  await goesWrong(
    async (target) => {
      await change(target, 'alter table moderation_reporter drop constraint moderation_reporter_a_day');
    },
    async (target) => assert.ok((await reportAllDay(target)) > 20),
  );
});

test('two reviewers never get the same item', async () => {
  assert.equal(await claimAtOnce(app), 0);
});

test('control: without the lock two get the same', async () => {
  await goesWrong(
    async (target) => {
      await change(
        target,
        `create or replace function take_moderation_item(palace uuid, item uuid, reviewer uuid, at timestamptz)
          returns setof moderation_item language sql volatile as
          'select * from moderation_item where palace_id = palace and id = item'`,
      );
    },
    async (target) => assert.ok((await claimAtOnce(target)) > 0),
  );
});

test('nobody is two people', async () => {
  assert.equal(await approveAlone(app), false);
});

test('control: without the constraints one person’s eyes count twice', async () => {
  await goesWrong(
    async (target) => {
      await change(target, 'drop index moderation_decision_other_person');
      await change(target, 'drop trigger moderation_item_eyes on moderation_item');
    },
    async (target) => assert.ok(await approveAlone(target)),
  );
});
