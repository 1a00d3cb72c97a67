import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  addExternalCount,
  getVideo,
  importExternalCounts,
  previewExternalCounts,
  startPlay,
} from '@wengong/contract';
import fc from 'fast-check';
import { newId } from '../../../kernel/ids.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createMediaApp, createPublicVideo, type MediaApp } from '../media.factory.ts';
import { readCount } from './counts-list.rules.ts';
import { playCounter } from './play-counter.ts';
import { readPlayToken, writePlayToken } from './play-token.ts';
import { distinctTime } from './plays.rules.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

const tokenFor = async (videoId: string, as?: TestPerson) =>
  (await app.call(startPlay, { params: { videoId }, ...(as ? { as } : {}) })).token;
const report = async (token: string, watched: [number, number][]) => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/plays', payload: { token, watched } });
  assert.equal(answer.statusCode, 202);
};
const playsOf = async (videoId: string) => {
  await playCounter(app.deps).flush();
  return (await app.call(getVideo, { params: { videoId } })).plays;
};

test('a play is ten seconds of different parts, not faster than the clock, once a day and viewer', async () => {
  const palace = await createPalace(app);
  const [owner, viewer, other] = [await createWorker(app), await createWorker(app), await createWorker(app)];
  const video = await createPublicVideo(app, owner.personId, palace.id);
  const token = await tokenFor(video, viewer);
  await report(token, [[0, 60_000]]);
  assert.equal(await playsOf(video), 0, 'watched in no time');
  app.clock.advance(1);
  await report(token, [
    [0, 5000],
    [0, 5000],
    [1000, 6000],
  ]);
  assert.equal(await playsOf(video), 0, 'the same part again and again');
  await report(token, [
    [0, 6000],
    [20_000, 25_000],
  ]);
  assert.equal(await playsOf(video), 1);
  await report(token, [[0, 60_000]]);
  const second = await tokenFor(video, viewer);
  app.clock.advance(1);
  await report(second, [[0, 60_000]]);
  assert.equal(await playsOf(video), 1, 'the same viewer on the same day');
  const theirs = await tokenFor(video, other);
  const anonymous = await tokenFor(video);
  app.clock.advance(1);
  await report(theirs, [[0, 10_000]]);
  await report(anonymous, [[0, 10_000]]);
  assert.equal(await playsOf(video), 3, 'others behind the same address');
  const forged = `${theirs.slice(0, 30)}AAAA${theirs.slice(34)}`;
  await report(forged, [[0, 10_000]]);
  await report('nonsense', [[0, 10_000]]);
  app.clock.advance(24 * 60);
  await report(theirs, [[0, 10_000]]);
  assert.equal(await playsOf(video), 3, 'forged, or too old');
});

test('a visitor’s signed cookie is one viewer; a made-up one is none of ours', async () => {
  const palace = await createPalace(app);
  const owner = await createWorker(app);
  const video = await createPublicVideo(app, owner.personId, palace.id, { durationMs: 8000 });
  const start = (cookie?: string) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/videos/${video}/play`,
      headers: cookie === undefined ? {} : { cookie },
    });
  const first = await start();
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  assert.match(cookie, /^wengong_viewer=/);
  const again = await start(cookie);
  assert.equal(again.headers['set-cookie'], undefined);
  assert.match(String((await start(cookie.replace(/.$/, '_'))).headers['set-cookie']), /^wengong_viewer=/);
  app.clock.advance(1);
  for (const { token } of [first.json(), again.json()]) await report(token, [[0, 4000]]);
  assert.equal(await playsOf(video), 1, 'half of a short one is enough, once');
});

test('numbers of other platforms stand beside ours, with source, time and who', async () => {
  const palace = await createPalace(app);
  const editor = await createStaff(app, palace.id, ['editor']);
  const video = await createPublicVideo(app, editor.personId, palace.id);
  const params = { palaceId: palace.id, videoId: video };
  const enter = (count: number, asOf: string) =>
    app.call(addExternalCount, {
      params,
      body: { platform: '微信视频号', kind: 'plays', count, source: '后台截图', asOf },
      as: editor,
    });
  await enter(300_000, '2026-11-22T00:00:00Z');
  await enter(290_000, '2026-11-20T00:00:00Z');
  const shown = await app.call(getVideo, { params: { videoId: video } });
  assert.deepEqual(
    [shown.plays, shown.external.map(({ count, enteredBy }) => [count, enteredBy])],
    [0, [[300_000, '测试工作人员']]],
  );
});

test('a list of numbers of other platforms is judged row by row and taken whole or not at all', async () => {
  const palace = await createPalace(app);
  const [editor, other] = [
    await createStaff(app, palace.id, ['editor']),
    await createStaff(app, palace.id, ['front_desk']),
  ];
  const video = (title: string) => createPublicVideo(app, editor.personId, palace.id, { title });
  const [fitter, letter] = [await video('老钳工谈手上功夫'), await video('家书'), await video('家书')];
  const foreign = await createPublicVideo(app, editor.personId, (await createPalace(app)).id);
  const file = Buffer.from(
    [
      '视频或话题,平台,类型,数量,来源,截至日期',
      '《老钳工谈手上功夫》,微信视频号,播放,30万,视频号后台,2026-11-20',
      `https://palace.example/videos/${letter},微博,话题阅读,66000000,热搜榜截图,2026/11/21`,
      '家书,微博,播放,1,后台,2026-11-20',
      '没有这个,微博,播放,1,后台,2026-11-20',
      `${foreign},微博,播放,1,后台,2026-11-20`,
      '老钳工谈手上功夫,微博,点赞,1,后台,2026-11-20',
      '老钳工谈手上功夫,微博,播放,很多,后台,2026-11-20',
      '老钳工谈手上功夫,微博,播放,1,,2026-11-20',
      '老钳工谈手上功夫,微博,播放,1,后台,2036-11-20',
      '老钳工谈手上功夫,微信视频号,,5,后台,2026-11-20',
      '#家书#,微博,,5,话题页面,2026-11-20',
    ].join('\r\n'),
  ).toString('base64');
  const params = { palaceId: palace.id };
  const seen = await app.call(previewExternalCounts, { params, body: { file }, as: editor });
  assert.deepEqual(
    seen.rows.map((row) => row.verdict),
    [
      'ok',
      'ok',
      'subject-ambiguous',
      'subject-unknown',
      'subject-unknown',
      'kind-unknown',
      'count-invalid',
      'source-missing',
      'date-invalid',
      'twice-in-file',
      'subject-unknown',
    ],
  );
  const take = { file, hash: seen.hash };
  const bad = await app.refused(importExternalCounts, {
    params,
    body: { ...take, rows: [2, 4] },
    as: editor,
  });
  assert.equal(bad.code, 'counts-roster-changed');
  const body = { ...take, rows: [2, 3] };
  assert.equal((await app.refused(importExternalCounts, { params, body, as: other })).status, 403);
  assert.deepEqual(await app.call(importExternalCounts, { params, body, as: editor }), { taken: 2 });
  const shown = async (videoId: string) => (await app.call(getVideo, { params: { videoId } })).external;
  assert.deepEqual(
    [...(await shown(fitter)), ...(await shown(letter))].map((each) => [
      each.platform,
      each.count,
      each.enteredBy,
    ]),
    [
      ['微信视频号', 300_000, '测试工作人员'],
      ['微博', 66_000_000, '测试工作人员'],
    ],
  );
});

test('numbers are read as people write them', () => {
  const read = ['300000', '300,000', '30万', '2.9亿', '1.5', '-3', '很多', ''].map(readCount);
  assert.deepEqual(read, [300_000, 300_000, 300_000, 290_000_000, null, null, null, null]);
});

test('time is counted once, whatever parts are named', () => {
  const part = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: -50, max: 150 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      let expected = 0;
      for (let ms = 0; ms < 100; ms++) if (parts.some(([from, to]) => from <= ms && ms < to)) expected++;
      assert.equal(distinctTime(parts, 100), expected);
    }),
  );
});

test('a token is signed by HMAC-SHA-256, whatever the key', () => {
  for (const length of [1, 32, 64, 65, 200]) {
    const key = randomBytes(length);
    const issuedAt = new Date('2026-11-23T04:00:00Z');
    const claim = {
      palaceId: newId(),
      videoId: newId(),
      viewer: randomBytes(16),
      durationMs: 60_000,
      issuedAt,
    };
    const bytes = Buffer.from(writePlayToken(key, claim), 'base64url');
    const expected = createHmac('sha256', key).update(bytes.subarray(0, -16)).digest().subarray(0, 16);
    assert.deepEqual(bytes.subarray(-16), expected);
    assert.deepEqual(readPlayToken(key, bytes.toString('base64url'), issuedAt), claim);
    assert.equal(readPlayToken(randomBytes(length + 1), bytes.toString('base64url'), issuedAt), null);
  }
});
