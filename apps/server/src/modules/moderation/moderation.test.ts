import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  appealReview,
  claimReviewItems,
  claimUnionReviewItems,
  decideReviewItem,
  deleteUnionWord,
  escalateReviewItem,
  exportUnionWords,
  exportWords,
  getMyReview,
  getReviewItem,
  getVideo,
  importUnionWords,
  listMyMessages,
  listMyReviews,
  listReviewItems,
  listUnionReviewItems,
  listVideos,
  listWords,
  putUnionWord,
  putWord,
  reportContent,
  restoreContent,
  takeDownContent,
  tryUnionWords,
  tryWords,
  undoReviewDecision,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createOfficer, createStaff, createWorker, openSession } from '../../testkit/person.ts';
import { submitForReview } from './index.ts';
import { type Clip, createClip, createReviewDesk, type ReviewDesk } from './moderation.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const at = (desk: ReviewDesk, clip: Clip) => ({ palaceId: desk.palaceId, itemId: clip.itemId });
const approve = { verdict: 'approve' as const };
const reject = { verdict: 'reject' as const, reasons: ['copyright' as const], note: '背景音乐没有授权' };
const visible = async (clip: Clip) =>
  (await app.inject({ method: 'GET', url: getVideo.path.replace(':videoId', clip.videoId) })).statusCode !==
  404;

test('from upload to a decision: its uploader always sees how far it is', async () => {
  const desk = await createReviewDesk(app);
  const clip = await createClip(app, desk);
  const [waiting] = (await app.call(listMyReviews, { query: {}, as: clip.owner })).items;
  assert.deepEqual([waiting?.state, waiting?.task, waiting?.ready], ['waiting', 'first', true]);
  assert.ok(waiting?.expectedAt);
  const { items, counts } = await app.call(claimReviewItems, {
    params: desk,
    body: {},
    as: desk.anna,
  });
  assert.deepEqual([items.map((item) => item.id), counts.waiting, counts.claimed], [[clip.itemId], 1, 1]);
  const params = at(desk, clip);
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: desk.bo })).code,
    'review-claimed',
  );
  const bare = { verdict: 'reject' as const };
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: bare, as: desk.anna })).code,
    'review-reason-needed',
  );
  await app.call(decideReviewItem, { params, body: reject, as: desk.anna });
  await app.settle();
  const told = await app.call(getMyReview, { params: { itemId: clip.itemId }, as: clip.owner });
  assert.deepEqual(
    [told.state, told.reasons, told.note, told.canAppeal],
    ['rejected', ['copyright'], '背景音乐没有授权', true],
  );
  const { items: messages } = await app.call(listMyMessages, { query: {}, as: clip.owner });
  assert.equal(messages[0]?.kind, 'review.rejected');
  assert.equal(await visible(clip), false);
});

test('a decision is taken back within minutes: the clip is private again and waits for the same reviewer', async () => {
  const desk = await createReviewDesk(app);
  const clip = await createClip(app, desk);
  const params = at(desk, clip);
  await app.call(decideReviewItem, { params, body: approve, as: desk.anna });
  const listed = await app.call(listVideos, { query: { palaceId: desk.palaceId } });
  assert.deepEqual(
    listed.items.map((video) => video.id),
    [clip.videoId],
  );
  assert.equal((await app.refused(undoReviewDecision, { params, as: desk.bo })).code, 'undo-too-late');
  await app.call(undoReviewDecision, { params, as: desk.anna });
  assert.equal((await app.call(listVideos, { query: { palaceId: desk.palaceId } })).items.length, 0);
  const { items } = await app.call(claimReviewItems, { params: desk, body: {}, as: desk.anna });
  assert.equal(items[0]?.id, clip.itemId);
  await app.call(decideReviewItem, { params, body: approve, as: desk.anna });
  const { steps } = await app.call(getReviewItem, { params, as: desk.bo });
  assert.deepEqual(
    steps.map((step) => step.verdict),
    ['approve', 'undo', 'approve'],
  );
});

test('four eyes: one person is not enough, and where two disagree a third decides', async () => {
  const desk = await createReviewDesk(app);
  const clip = await createClip(app, desk, { eyes: 2 });
  const params = at(desk, clip);
  await app.call(decideReviewItem, { params, body: approve, as: desk.anna });
  assert.equal(await visible(clip), false);
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: desk.anna })).code,
    'review-other-person',
  );
  const mine = await app.call(claimReviewItems, { params: desk, body: {}, as: desk.anna });
  assert.equal(mine.items.length, 0);
  const second = await app.call(decideReviewItem, { params, body: reject, as: desk.bo });
  assert.deepEqual([second.state, second.decided], ['waiting', 2]);
  const third = await createStaff(app, desk.palaceId, ['director']);
  assert.equal((await app.call(decideReviewItem, { params, body: approve, as: third })).state, 'approved');
});

test('an appeal, once, is decided by somebody else', async () => {
  const desk = await createReviewDesk(app);
  const clip = await createClip(app, desk);
  const params = at(desk, clip);
  await app.call(decideReviewItem, { params, body: reject, as: desk.anna });
  const appeal = { params: { itemId: clip.itemId }, body: { text: '音乐是我们自己写的' } };
  assert.equal((await app.refused(appealReview, { ...appeal, as: await createWorker(app) })).status, 404);
  await app.call(appealReview, { ...appeal, as: clip.owner });
  assert.equal((await app.refused(appealReview, { ...appeal, as: clip.owner })).code, 'appeal-made');
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: desk.anna })).code,
    'review-other-person',
  );
  await app.call(decideReviewItem, { params, body: approve, as: desk.bo });
  const told = await app.call(getMyReview, { params: { itemId: clip.itemId }, as: clip.owner });
  assert.deepEqual([told.state, told.appeal?.outcome, told.canAppeal], ['approved', 'accepted', false]);
});

test('one click takes down what is public, and restores it; reports bring it to the front', async () => {
  const desk = await createReviewDesk(app);
  const [clip, other] = [await createClip(app, desk), await createClip(app, desk)];
  const params = at(desk, clip);
  const subject = { kind: 'video' as const, subjectId: clip.videoId };
  const worker = await createWorker(app);
  const report = { ...subject, reason: 'insult' as const };
  assert.equal((await app.refused(reportContent, { body: report, as: worker })).status, 404);
  await app.call(decideReviewItem, { params, body: approve, as: desk.anna });
  const down = { ...subject, reasons: ['privacy' as const], note: '' };
  await app.call(takeDownContent, { params: desk, body: down, as: desk.bo });
  assert.equal((await app.call(listVideos, { query: { palaceId: desk.palaceId } })).items.length, 0);
  await app.call(restoreContent, { params, body: {}, as: desk.bo });
  assert.equal((await app.call(listVideos, { query: { palaceId: desk.palaceId } })).items.length, 1);

  const reporters = [worker, await createWorker(app), await createWorker(app)];
  for (const as of reporters) await app.call(reportContent, { body: report, as });
  assert.equal((await app.refused(reportContent, { body: report, as: worker })).code, 'report-made');
  const queue = await app.call(listReviewItems, { params: desk, query: {}, as: desk.anna });
  assert.deepEqual(
    queue.items.map((item) => [item.id, item.task, item.front, item.reports]),
    [
      [clip.itemId, 'report', true, 3],
      [other.itemId, 'first', false, 0],
    ],
  );
  const reported = await app.call(getReviewItem, { params, as: desk.anna });
  assert.equal(reported.reported.length, 3);
  await app.call(decideReviewItem, { params, body: reject, as: desk.anna });
  await app.settle();
  const { items: messages } = await app.call(listMyMessages, { query: {}, as: worker });
  assert.equal(messages[0]?.kind, 'review.report-upheld');
});

test('a person’s reports of a day are limited; the next day they may again', async () => {
  const desk = await createReviewDesk(app);
  const [clip, other] = [await createClip(app, desk), await createClip(app, desk)];
  for (const each of [clip, other]) {
    await app.call(decideReviewItem, { params: at(desk, each), body: approve, as: desk.anna });
  }
  const worker = await createWorker(app);
  const report = (subject: Clip) => ({
    body: { kind: 'video' as const, subjectId: subject.videoId, reason: 'insult' as const, text: '骂人' },
    as: worker,
  });
  await app.call(reportContent, report(clip));
  await app.deps.db.transact((tx) =>
    sql`update moderation_reporter set reports = 20 where person_id = ${worker.personId}`.execute(tx),
  );
  assert.deepEqual(await app.refused(reportContent, report(other)), {
    status: 429,
    code: 'reports-too-many',
  });
  const start = app.clock.now();
  app.clock.advance(24 * 60);
  await app.call(reportContent, report(other));
  app.clock.set(start);
});

test('what somebody uploaded, appealed and reported is exported, and its words are gone when they are erased', async () => {
  const desk = await createReviewDesk(app);
  const shown = await createClip(app, desk, { title: '别人的合唱' });
  await app.call(decideReviewItem, { params: at(desk, shown), body: approve, as: desk.anna });
  const clip = await createClip(app, desk, { title: '自己的独唱' });
  const { owner } = clip;
  await app.call(decideReviewItem, { params: at(desk, clip), body: reject, as: desk.anna });
  await app.call(appealReview, {
    params: { itemId: clip.itemId },
    body: { text: '曲子是我自己写的' },
    as: owner,
  });
  await app.call(reportContent, {
    body: { kind: 'video', subjectId: shown.videoId, reason: 'privacy', text: '我在画面里' },
    as: owner,
  });
  const held = app.deps.personalData.find((each) => each.module === 'moderation');
  const told = async () => JSON.stringify(await held?.exportPerson(app.deps.db.reader, owner.personId));
  for (const said of ['自己的独唱', '曲子是我自己写的', '我在画面里', 'copyright']) {
    assert.ok((await told()).includes(said), said);
  }
  assert.ok(!(await told()).includes('别人的合唱'));
  await app.deps.db.transact(async (tx) => held?.erasePerson(tx, owner.personId, app.clock.now()));
  for (const said of ['自己的独唱', '曲子是我自己写的', '我在画面里', '背景音乐没有授权']) {
    assert.ok(!(await told()).includes(said), said);
  }
  const queue = await app.call(listReviewItems, { params: desk, query: {}, as: desk.bo });
  assert.deepEqual(
    queue.items.map((item) => [item.id, item.task]),
    [[shown.itemId, 'report']],
    'nothing of theirs waits; what they reported is still looked at',
  );
});

test('a palace leaves what is hard to its union, whose officers see their sub-tree alone', async () => {
  const [desk, neighbour] = [await createReviewDesk(app), await createReviewDesk(app)];
  const clip = await createClip(app, desk);
  const params = at(desk, clip);
  const officer = await createOfficer(app, desk.unionId);
  const stranger = await createOfficer(app, neighbour.unionId);
  await app.call(escalateReviewItem, { params, body: { note: '请市总把关' }, as: desk.anna });
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: desk.anna })).code,
    'review-escalated',
  );
  assert.equal((await app.call(claimReviewItems, { params: desk, body: {}, as: desk.anna })).items.length, 0);
  const union = { params: { unionId: desk.unionId } };
  assert.equal((await app.refused(listUnionReviewItems, { ...union, query: {}, as: stranger })).status, 404);
  assert.equal((await app.refused(decideReviewItem, { params, body: approve, as: stranger })).status, 404);
  const { items } = await app.call(claimUnionReviewItems, { ...union, body: {}, as: officer });
  assert.deepEqual(
    items.map((item) => item.id),
    [clip.itemId],
  );
  await app.call(decideReviewItem, { params, body: approve, as: officer });
  assert.equal(await visible(clip), true);
});

test('nobody reviews their own, a neighbour’s, or without the second factor', async () => {
  const [desk, neighbour] = [await createReviewDesk(app), await createReviewDesk(app)];
  const own = await createClip(app, desk, { owner: desk.anna });
  const params = at(desk, own);
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: desk.anna })).code,
    'review-own',
  );
  assert.equal((await app.call(claimReviewItems, { params: desk, body: {}, as: desk.anna })).items.length, 0);
  assert.equal(
    (await app.refused(decideReviewItem, { params, body: approve, as: neighbour.anna })).status,
    404,
  );
  const stray = { palaceId: neighbour.palaceId, itemId: own.itemId };
  assert.equal((await app.refused(getReviewItem, { params: stray, as: neighbour.anna })).status, 404);
  assert.equal(
    (
      await app.refused(getReviewItem, {
        params,
        as: own.owner === desk.anna ? await createWorker(app) : own.owner,
      })
    ).status,
    403,
  );
  const weak = { cookie: await openSession(app, desk.bo.personId, false) };
  const refused = await app.refused(getReviewItem, { params, as: weak });
  assert.equal(refused.code, 'second-factor-required');
});

test('a union’s words: tried, changed and taken back by its officers alone', async () => {
  const desk = await createReviewDesk(app);
  const officer = await createOfficer(app, desk.unionId);
  const stranger = await createOfficer(app, (await createReviewDesk(app)).unionId);
  const params = { unionId: desk.unionId };
  const word = { word: '刷单', action: 'block' as const };
  assert.deepEqual(await app.call(putUnionWord, { params, body: word, as: officer }), { before: null });
  const { before } = await app.call(putUnionWord, {
    params,
    body: { word: '刷單', action: 'note' },
    as: officer,
  });
  assert.deepEqual(before, { ...word, sound: false, note: '' });
  const text = '一起刷 单';
  const tried = await app.call(tryUnionWords, { params, body: { text }, as: officer });
  assert.deepEqual([tried.verdict, tried.words.map((each) => each.word)], ['note', ['刷單']]);
  assert.equal(await app.call(exportUnionWords, { params, as: officer }), '刷單,note,,\n');
  for (const as of [stranger, desk.anna]) {
    assert.equal((await app.refused(tryUnionWords, { params, body: { text }, as })).status, 404);
    assert.equal((await app.refused(putUnionWord, { params, body: word, as })).status, 404);
  }
  const gone = await app.call(deleteUnionWord, { params, body: { word: '刷 单' }, as: officer });
  assert.equal(gone.before?.action, 'note');
  const clear = await app.call(tryUnionWords, { params, body: { text }, as: officer });
  assert.deepEqual(clear, { verdict: 'clear', hits: [], words: [] });
});

test('words: a palace’s own and inherited ones hold, block and note', async () => {
  const desk = await createReviewDesk(app);
  const officer = await createOfficer(app, desk.unionId);
  const sheet = { text: '刷单返利,block\n内部价,note\n', action: 'hold' as const };
  await app.call(importUnionWords, { params: { unionId: desk.unionId }, body: sheet, as: officer });
  await app.call(putWord, { params: desk, body: { word: '微信', sound: true }, as: desk.anna });
  const tried = await app.call(tryWords, { params: desk, body: { text: '内部價，加薇 信' }, as: desk.anna });
  assert.deepEqual(
    [tried.verdict, tried.hits.map((hit) => [hit.word, hit.action])],
    [
      'hold',
      [
        ['内部价', 'note'],
        ['微信', 'hold'],
      ],
    ],
  );
  const listed = await app.call(listWords, { params: desk, query: {}, as: desk.anna });
  assert.deepEqual(
    listed.items.map((word) => [word.word, word.inheritedFrom !== null]),
    [
      ['微信', false],
      ['内部价', true],
      ['刷单返利', true],
    ],
  );
  assert.equal(await app.call(exportWords, { params: desk, as: desk.anna }), '微信,hold,sound,\n');
  assert.deepEqual(
    tried.words.map((word) => [word.word, word.inheritedFrom !== null]),
    [
      ['微信', false],
      ['内部价', true],
    ],
  );
  const comment = (text: string) =>
    app.deps.db.transact((tx) =>
      submitForReview(tx, app.deps, {
        palaceId: desk.palaceId,
        kind: 'comment',
        subjectId: desk.unionId,
        ownerId: desk.bo.personId,
        title: text,
        texts: [{ field: 'text', text }],
        review: 'when-held',
      }),
    );
  assert.equal((await comment('唱得真好')).state, 'approved');
  assert.equal((await comment('加薇信')).state, 'waiting');
  await assert.rejects(comment('刷 单 返 利'), /text-blocked/);
});
