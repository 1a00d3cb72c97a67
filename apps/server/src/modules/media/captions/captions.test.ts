import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getCaption, getVideo, listVideos, putCaption, updatePalaceVideo } from '@wengong/contract';
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
