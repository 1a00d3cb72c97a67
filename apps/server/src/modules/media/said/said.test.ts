import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getTranscript, putCaption, searchSaid, setVideoVisibility } from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff } from '../../../testkit/person.ts';
import { createMediaApp, createPublicVideo, type MediaApp } from '../media.factory.ts';
import { cuesOf, findSaid, passagesOf } from './said.rules.ts';
import { cutRemaining } from './search-said.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

const VTT = `WEBVTT

00:00:01.000 --> 00:00:04.000
各位工友，欢迎来到每周一讲

00:00:20.000 --> 00:00:24.000
锉削的要领是：站稳、端平 &amp; 匀速

00:20:00.000 --> 00:20:04.000
再说一遍锉削
`;

test('what is said is found at its second, in public videos alone, also in captions that a job cut', async () => {
  const palace = await createPalace(app);
  const staff = await createStaff(app, palace.id, ['director']);
  const videoId = await createPublicVideo(app, staff.personId, palace.id, { title: '录像' });
  const params = { palaceId: palace.id, videoId };
  await app.call(putCaption, {
    params: { ...params, lang: 'zh' },
    body: { label: '中文', text: VTT },
    as: staff,
  });
  const find = async (q: string) => {
    const { items } = await app.call(searchSaid, { query: { q, palaceId: palace.id } });
    return items.map((item) => item.said.map(({ startMs }) => startMs));
  };
  assert.deepEqual(await find('锉削'), [[20_000, 1_200_000]]);
  assert.deepEqual(await find('锉削要领'), [[20_000, 1_200_000]]);
  assert.deepEqual(await find('锉'), [[20_000, 1_200_000]]);
  assert.deepEqual(await find('焊接'), []);
  const transcript = await app.call(getTranscript, { params: { videoId }, query: {} });
  assert.deepEqual(
    transcript.passages.map(({ startMs }) => startMs),
    [1000, 20_000, 1_200_000],
  );
  assert.match(transcript.passages[1]?.text ?? '', /端平 & 匀速/);
  await app.deps.db.transact(async (tx) => {
    await sql`delete from media_said where asset_id = ${videoId}`.execute(tx);
  });
  assert.deepEqual(await find('锉削'), []);
  await cutRemaining(app.deps);
  assert.deepEqual(await find('锉削'), [[20_000, 1_200_000]]);
  await app.call(setVideoVisibility, {
    params,
    body: { visibility: 'taken_down', reason: '版权' },
    as: staff,
  });
  assert.deepEqual(await find('锉削'), []);
  assert.equal((await app.refused(getTranscript, { params: { videoId }, query: {} })).code, 'not-found');
});

test('passages hold every word of the cues in order', () => {
  const cue = fc.record({
    at: fc.nat(600),
    text: fc.string({ unit: fc.constantFrom(...'工友好讲a b'), minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(cue, { maxLength: 60 }), (given) => {
      const cues = given
        .map(({ at, text }) => ({ startMs: at * 1000, endMs: at * 1000 + 900, text }))
        .toSorted((a, b) => a.startMs - b.startMs);
      const passages = passagesOf(cues);
      const bare = (texts: readonly { text: string }[]) =>
        texts
          .map(({ text }) => text)
          .join('')
          .replaceAll(' ', '');
      assert.equal(bare(passages), bare(cues));
      for (const [index, passage] of passages.entries()) {
        assert.ok(passage.startMs >= (passages[index - 1]?.startMs ?? 0));
      }
      const found = findSaid(cues, ['工'], 5);
      assert.equal(found.length, Math.min(5, cues.filter(({ text }) => text.includes('工')).length));
    }),
  );
  assert.deepEqual(cuesOf('nothing'), []);
});
