import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  claimReviewItems,
  decideReviewItem,
  deleteCaption,
  getCaption,
  getPalaceVideo,
  getVideo,
  listCaptions,
  listReviewItems,
  listVideos,
  putCaption,
  putWord,
  searchSaid,
  takeDownContent,
  updatePalaceVideo,
} from '@wengong/contract';
import fc from 'fast-check';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff } from '../../../testkit/person.ts';
import { createMediaApp, createPublicVideo, type MediaApp } from '../media.factory.ts';
import { readCaptions, writeCaptions } from './captions.rules.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

test('captions are read from SRT, served as WebVTT, found by their words; chapters are kept in order', async () => {
  const palace = await createPalace(app);
  const editor = await createStaff(app, palace.id, ['editor']);
  const video = await createPublicVideo(app, editor.personId, palace.id);
  const params = { palaceId: palace.id, videoId: video };
  const put = (text: string) => ({
    params: { ...params, lang: 'zh' },
    body: { label: '中文', text },
    as: editor,
  });
  const srt =
    '1\r\n00:00:01,000 --> 00:00:03,500\r\n<b>钳工</b>的手艺\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\n谢谢 & 再见';
  assert.equal((await app.call(putCaption, put(srt))).cues, 2);
  const vtt = String(await app.call(getCaption, { params: { videoId: video, lang: 'zh' } }));
  assert.equal(
    vtt,
    'WEBVTT\n\n00:00:01.000 --> 00:00:03.500\n钳工的手艺\n\n00:00:04.000 --> 00:00:05.000\n谢谢 &amp; 再见\n',
  );
  const found = async (q: string) =>
    (await app.call(listVideos, { query: { q, palaceId: palace.id } })).items.length;
  assert.deepEqual([await found('钳工的手'), await found('车工'), await found('100%')], [1, 0, 0]);
  assert.deepEqual(await app.refused(putCaption, put('WEBVTT\n\n00:01 --> 坏\n啊')), {
    status: 422,
    code: 'captions-unreadable',
  });
  const chapters = [
    { startMs: 0, title: '开场' },
    { startMs: 30_000, title: '示范' },
  ];
  await app.call(updatePalaceVideo, { params, body: { chapters }, as: editor });
  const backwards = { chapters: chapters.toReversed() };
  assert.equal((await app.refused(updatePalaceVideo, { params, body: backwards, as: editor })).status, 400);
  const shown = await app.call(getVideo, { params: { videoId: video } });
  assert.deepEqual([shown.chapters, shown.playback.captions.length], [chapters, 1]);
});

test('captions with a listed word wait for somebody other than who wrote them, whoever that is', async () => {
  const palace = await createPalace(app);
  const palaceId = palace.id;
  const director = await createStaff(app, palaceId, ['director']);
  const reviewer = await createStaff(app, palaceId, ['reviewer']);
  const video = await createPublicVideo(app, director.personId, palaceId);
  const words = [
    { word: '网络赌博', action: 'block' as const },
    { word: '内部价', action: 'note' as const },
  ];
  for (const body of words) await app.call(putWord, { params: { palaceId }, body, as: reviewer });
  const key = { palaceId, videoId: video, lang: 'zh' };
  const put = (said: string) =>
    app.call(putCaption, {
      params: key,
      body: { label: '中文', text: `WEBVTT\n\n00:01.000 --> 00:03.000\n${said}` },
      as: director,
    });
  const queue = async () => {
    const query = { kind: 'caption' as const };
    return (await app.call(listReviewItems, { params: { palaceId }, query, as: reviewer })).items;
  };
  const seen = async () => {
    const { items: said } = await app.call(searchSaid, { query: { q: '骗局', palaceId } });
    const { playback } = await app.call(getVideo, { params: { videoId: video } });
    const { items: found } = await app.call(listVideos, { query: { q: '骗局', palaceId } });
    const file = await app.inject({ method: 'GET', url: `/api/v1/videos/${video}/captions/zh` });
    return [said.length, playback.captions.length, found.length, file.statusCode];
  };
  const seenByStaff = async () => {
    const staffs = await app.call(getPalaceVideo, { params: { palaceId, videoId: video }, as: reviewer });
    return staffs.playback?.captions.map(({ url }) => url) ?? [];
  };

  const marked = await put('内 部价的骗局');
  assert.deepEqual([marked.state, marked.found, await seen()], ['shown', ['内部价'], [1, 1, 1, 200]]);
  const [url = ''] = await seenByStaff();
  const [forged, fileOf] = [
    url.replace(/(\/media\/p\w+)\./, '$1x.'),
    (path: string) => app.inject({ method: 'GET', url: path }),
  ];
  const theirs = await fileOf(url);
  assert.match(theirs.headers['content-type'] as string, /^text\/vtt/);
  assert.match(theirs.body, /内 部价的骗局/);
  assert.equal(theirs.headers['cache-control'], 'private, max-age=60');
  assert.deepEqual([(await fileOf(forged)).statusCode, url === forged], [404, false]);
  const held = await put('网 络赌博是骗局');
  assert.deepEqual([await seenByStaff(), (await fileOf(url)).statusCode], [[], 404]);
  assert.deepEqual([held.state, held.found, await seen()], ['waiting', ['网络赌博'], [0, 0, 0, 404]]);
  const { items: mine } = await app.call(claimReviewItems, { params: { palaceId }, body: {}, as: director });
  assert.equal(mine.length, 0);
  const [item] = await queue();
  assert.deepEqual([item?.flag, item?.task], ['block', 'first']);
  const decision = { params: { palaceId, itemId: item?.id ?? '' }, body: { verdict: 'approve' as const } };
  assert.equal((await app.refused(decideReviewItem, { ...decision, as: director })).code, 'review-own');
  await app.call(decideReviewItem, { ...decision, as: reviewer });
  assert.deepEqual(await seen(), [1, 1, 1, 200]);

  const down = { kind: 'caption' as const, subjectId: item?.subjectId ?? '', reasons: ['privacy' as const] };
  await app.call(takeDownContent, { params: { palaceId }, body: down, as: reviewer });
  assert.deepEqual(await seen(), [0, 0, 0, 404]);
  assert.equal(
    (await put('防骗局')).state,
    'waiting',
    'after one was taken down every new text is looked at',
  );
  assert.equal((await queue()).length, 1);
  const listed = await app.call(listCaptions, { params: { palaceId, videoId: video }, as: director });
  assert.equal(listed.items[0]?.state, 'waiting');
  await app.call(deleteCaption, { params: key, as: director });
  assert.equal((await queue()).length, 0);
});

test('whatever is said comes back, and nothing but words', () => {
  const cue = fc.record({
    startMs: fc.integer({ min: 0, max: 359_000_000 }),
    length: fc.integer({ min: 1, max: 60_000 }),
    text: fc.string({ minLength: 1, maxLength: 80 }),
  });
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 10 }), (given) => {
      const cues = given.map(({ startMs, length, text }) => ({ startMs, endMs: startMs + length, text }));
      const read = readCaptions(writeCaptions(cues));
      if ('line' in read) return;
      assert.doesNotMatch(writeCaptions(read), /<\w/);
      assert.ok(read.length <= cues.length);
    }),
  );
});
