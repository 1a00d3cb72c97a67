import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  deleteMyDanmaku,
  listDanmaku,
  listMyDanmaku,
  putWord,
  reportContent,
  sendDanmaku,
  setVideoDanmaku,
  takeDownContent,
} from '@wengong/contract';
import fc from 'fast-check';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import { createMediaApp, createPublicVideo, type MediaApp } from '../media.factory.ts';
import { screenForm, tidyRemark } from './danmaku.rules.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

async function stage() {
  const palace = await createPalace(app);
  const reviewer = await createStaff(app, palace.id, ['reviewer']);
  const videoId = await createPublicVideo(app, reviewer.personId, palace.id, { durationMs: 180_000 });
  return { palaceId: palace.id, reviewer, videoId, worker: await createWorker(app) };
}

const say = (as: { cookie: string }, videoId: string, text: string, atMs = 1000) => ({
  body: { videoId, atMs, text },
  as,
});

const minute = (videoId: string, of: number, etag?: string) =>
  app.inject({
    method: 'GET',
    url: `/api/v1/videos/${videoId}/danmaku/${of}`,
    ...(etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
  });

test('a remark crosses in its minute, is answered with an ETag, and goes when its author removes it', async () => {
  const { videoId, worker } = await stage();
  const sent = await app.call(sendDanmaku, say(worker, videoId, '讲得真好', 61_500));
  assert.equal(sent.state, 'shown');
  const answer = await minute(videoId, 1);
  assert.deepEqual(answer.json().items, [{ id: sent.id, atMs: 61_500, text: '讲得真好' }]);
  assert.match(String(answer.headers['cache-control']), /public, max-age=\d/);
  assert.equal((await minute(videoId, 1, String(answer.headers.etag))).statusCode, 304);
  assert.deepEqual((await minute(videoId, 0)).json().items, []);
  await app.refused(sendDanmaku, say(worker, videoId, '太晚了', 180_000));
  const stranger = await createWorker(app);
  const removal = { params: { danmakuId: sent.id } };
  assert.equal((await app.refused(deleteMyDanmaku, { ...removal, as: stranger })).code, 'not-found');
  await app.call(deleteMyDanmaku, { ...removal, as: worker });
  assert.equal((await app.call(listDanmaku, { params: { videoId }, query: {} })).items.length, 0);
});

test('too many remarks, adverts and empty ones do not cross; a closed video takes none', async () => {
  const { palaceId, reviewer, videoId, worker } = await stage();
  assert.equal(
    (await app.refused(sendDanmaku, say(worker, videoId, '\u200b\u200b'))).code,
    'danmaku-refused',
  );
  const advert = await app.call(sendDanmaku, say(worker, videoId, '加微信 abc12345'));
  assert.equal(advert.state, 'waiting');
  for (let sent = 1; sent < 6; sent++) await app.call(sendDanmaku, say(worker, videoId, `好${sent}`));
  assert.equal((await app.refused(sendDanmaku, say(worker, videoId, '再来'))).code, 'danmaku-too-many');
  const shown = await app.call(listDanmaku, { params: { videoId }, query: {} });
  assert.deepEqual(
    shown.items.map(({ text }) => text).sort(),
    ['好2', '好3', '好4', '好5'],
    'four a second, the newest',
  );
  const setting = { params: { palaceId, videoId }, body: { open: false }, as: reviewer };
  await app.call(setVideoDanmaku, setting);
  assert.equal((await app.call(listDanmaku, { params: { videoId }, query: {} })).open, false);
  const other = await createWorker(app);
  assert.equal((await app.refused(sendDanmaku, say(other, videoId, '还能发吗'))).code, 'danmaku-closed');
});

test('listed words refuse or hold a remark; the palace takes one down, its neighbour cannot', async () => {
  const { palaceId, reviewer, videoId, worker } = await stage();
  const neighbour = await stage();
  const word = (text: string, action: 'block' | 'hold') =>
    app.call(putWord, { params: { palaceId }, body: { word: text, action }, as: reviewer });
  await word('坏蛋', 'block');
  await word('赌博', 'hold');
  assert.equal((await app.refused(sendDanmaku, say(worker, videoId, '坏 蛋！'))).code, 'text-blocked');
  assert.equal((await app.call(sendDanmaku, say(worker, videoId, '别赌博'))).state, 'waiting');
  const { id: subjectId } = await app.call(sendDanmaku, say(worker, videoId, '胡说'));
  const shown = async () =>
    (await app.call(listDanmaku, { params: { videoId }, query: {} })).items.map(({ text }) => text);
  assert.deepEqual(await shown(), ['胡说']);
  const reporter = await createWorker(app);
  await app.call(reportContent, {
    body: { kind: 'danmaku', subjectId, reason: 'insult', text: '' },
    as: reporter,
  });
  const down = (desk: { palaceId: string; reviewer: typeof reviewer }) => ({
    params: { palaceId: desk.palaceId },
    body: { kind: 'danmaku' as const, subjectId, reasons: ['insult' as const], note: '' },
    as: desk.reviewer,
  });
  assert.equal((await app.refused(takeDownContent, down(neighbour))).code, 'not-found');
  await app.call(takeDownContent, down({ palaceId, reviewer }));
  assert.deepEqual(await shown(), []);
  const mine = await app.call(listMyDanmaku, { query: {}, as: worker });
  assert.equal(mine.items.find((each) => each.id === subjectId)?.state, 'taken_down');
});

test('what somebody said is exported, and gone when they are erased', async () => {
  const { videoId, worker } = await stage();
  await app.call(sendDanmaku, say(worker, videoId, '我的弹幕'));
  const held = app.deps.personalData.find((each) => each.module === 'media');
  const exported = await held?.exportPerson(app.deps.db.reader, worker.personId);
  assert.match(JSON.stringify(exported), /我的弹幕/);
  await app.deps.db.transact(async (tx) => held?.erasePerson(tx, worker.personId, app.clock.now()));
  assert.equal((await app.call(listDanmaku, { params: { videoId }, query: {} })).items.length, 0);
});

test('a remark is one line without invisible signs, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const tidy = tidyRemark(text);
      assert.doesNotMatch(tidy, /[\p{Cc}\p{Zl}\p{Zp}]|\u202e/u);
      assert.equal(tidyRemark(tidy), tidy);
    }),
  );
  assert.equal(screenForm('师傅好手艺！'), 'clear');
  for (const text of ['www.abc.com', '加V 13812345678', '微信：abcd1234'])
    assert.equal(screenForm(text), 'wait', text);
  assert.equal(screenForm('。。。'), 'refuse');
});
