import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import {
  addSeriesExternalCount,
  createLecture,
  createSeries,
  createSpeaker,
  deleteMyVideo,
  getLecture,
  getLectureOfVideo,
  getLectureSeries,
  getMyLectures,
  importArchive,
  lecturePodcast,
  listLectureSeries,
  listLectures,
  listMyMessages,
  listStaffLectures,
  previewArchive,
  publishDrafts,
  putCaption,
  type RouteDescriptor,
  setLectureState,
  setSeriesState,
  subscribeLectures,
  updateLecture,
} from '@wengong/contract';
import { sql } from 'kysely';
import type { CallOptions } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createMediaApp, createPublicVideo, type MediaApp } from '../media/media.factory.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

async function refuses<R extends RouteDescriptor>(route: R, options: CallOptions<R>, code: string) {
  assert.equal((await app.refused(route, options)).code, code);
}

interface Desk {
  readonly palaceId: string;
  readonly slug: string;
  readonly director: TestPerson;
  readonly seriesId: string;
}

/** A palace with a published series `weekly`. */
async function openDesk(): Promise<Desk> {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const series = await app.call(createSeries, {
    params: { palaceId: palace.id },
    body: { slug: 'weekly', title: '每周一讲', titleEn: 'Weekly lecture', sinceYear: 1988 },
    as: director,
  });
  await app.call(setSeriesState, {
    params: { palaceId: palace.id, seriesId: series.id },
    body: { state: 'published' },
    as: director,
  });
  return { palaceId: palace.id, slug: palace.slug, director, seriesId: series.id };
}

const today = () => app.clock.now().toISOString().slice(0, 10);

async function addLecture(desk: Desk, number: number, more: object = {}) {
  const params = { palaceId: desk.palaceId, seriesId: desk.seriesId };
  return app.call(createLecture, {
    params,
    body: { number, heldOn: today(), title: `第${number}讲 老钳工的手`, ...more },
    as: desk.director,
  });
}

const publish = (desk: Desk, lectureId: string, state: 'published' | 'withdrawn' = 'published') =>
  app.call(setLectureState, {
    params: { palaceId: desk.palaceId, lectureId },
    body: { state },
    as: desk.director,
  });

test('a lecture: draft, published, found by its words, its speaker and what is said in its recording', async () => {
  const desk = await openDesk();
  const { palaceId, director } = desk;
  const speaker = await app.call(createSpeaker, {
    params: { palaceId },
    body: { name: '郑海涛', title: '高级技师' },
    as: director,
  });
  const videoId = await createPublicVideo(app, director.personId, palaceId);
  const vtt =
    'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n各位工友大家好\n\n00:00:31.000 --> 00:00:35.000\n锉削的要领是站稳端平\n';
  await app.call(putCaption, {
    params: { palaceId, videoId, lang: 'zh' },
    body: { label: '中文', text: vtt },
    as: director,
  });
  const first = await addLecture(desk, 1, { speakerIds: [speaker.id], videoId });
  await addLecture(desk, 2, { title: '职工心理减压' });
  const params = { palaceId, series: 'weekly' };
  assert.equal((await app.call(listLectures, { params, query: {} })).items.length, 0, 'drafts are not shown');
  await refuses(getLecture, { params: { ...params, number: 1 } }, 'not-found');
  await publish(desk, first.id);
  const find = async (q: string) =>
    (await app.call(listLectures, { params, query: { q } })).items.map(({ number, said }) => [
      number,
      said.map(({ startMs }) => startMs),
    ]);
  assert.deepEqual(await find('钳工'), [[1, []]]);
  assert.deepEqual(await find('郑海涛'), [[1, []]]);
  assert.deepEqual(await find('锉削要领'), [[1, [31_000]]]);
  assert.deepEqual(await find('减压'), [], 'a draft is not found');
  assert.deepEqual(await find('！'), []);
  const shown = await app.call(getLecture, { params: { ...params, number: 1 } });
  assert.equal(shown.speakers[0]?.title, '高级技师');
  assert.equal(shown.recording?.videoId, videoId);
  assert.ok(shown.playback?.captions.length);
  const ofVideo = await app.call(getLectureOfVideo, { params: { videoId } });
  assert.equal(ofVideo.lecture?.number, 1);
  // The recording is held while the lecture relies on it.
  await refuses(deleteMyVideo, { params: { videoId }, as: director }, 'video-in-use');
  const other = await addLecture(desk, 3);
  await refuses(
    updateLecture,
    {
      params: { palaceId, lectureId: other.id },
      body: { number: 3, heldOn: today(), title: '三', videoId },
      as: director,
    },
    'lecture-recording-taken',
  );
  const series = await app.call(getLectureSeries, { params });
  assert.deepEqual([series.lectures, series.recordings, series.speakers[0]?.lectures], [1, 1, 1]);
  await app.call(setSeriesState, {
    params: { palaceId, seriesId: desk.seriesId },
    body: { state: 'withdrawn' },
    as: director,
  });
  await refuses(getLecture, { params: { ...params, number: 1 } }, 'not-found');
  assert.equal((await app.call(listLectureSeries, { query: { palaceId } })).items.length, 0);
});

test('neighbours: nothing of another palace is named, taken or changed', async () => {
  const desk = await openDesk();
  const neighbour = await openDesk();
  const video = await createPublicVideo(app, neighbour.director.personId, neighbour.palaceId);
  const params = { palaceId: desk.palaceId, seriesId: desk.seriesId };
  const body = { number: 1, heldOn: today(), title: '借来的录像' };
  await refuses(
    createLecture,
    { params, body: { ...body, videoId: video }, as: desk.director },
    'lecture-recording-unknown',
  );
  const speaker = await app.call(createSpeaker, {
    params: { palaceId: neighbour.palaceId },
    body: { name: '邻居' },
    as: neighbour.director,
  });
  await refuses(
    createLecture,
    { params, body: { ...body, speakerIds: [speaker.id] }, as: desk.director },
    'speaker-in-use',
  );
  const theirs = await addLecture(neighbour, 1);
  await refuses(
    setLectureState,
    {
      params: { palaceId: desk.palaceId, lectureId: theirs.id },
      body: { state: 'published' },
      as: desk.director,
    },
    'not-found',
  );
  await refuses(
    listStaffLectures,
    {
      params: { palaceId: neighbour.palaceId, seriesId: neighbour.seriesId },
      query: {},
      as: desk.director,
    },
    'not-found',
  );
  // An editor writes, a reviewer publishes.
  const editor = await createStaff(app, desk.palaceId, ['editor']);
  const mine = await app.call(createLecture, { params, body, as: editor });
  await refuses(
    setLectureState,
    { params: { palaceId: desk.palaceId, lectureId: mine.id }, body: { state: 'published' }, as: editor },
    'not-permitted',
  );
});

test('what other platforms count of a series stands beside it, with source, day and who entered it', async () => {
  const { palaceId, seriesId, director } = await openDesk();
  const params = { palaceId, seriesId };
  const body = {
    platform: '微博',
    kind: 'topic_reads' as const,
    count: 1_200_000,
    source: '话题页面',
    asOf: '2026-01-07T00:00:00.000Z',
  };
  const { items } = await app.call(addSeriesExternalCount, { params, body, as: director });
  const { external } = await app.call(getLectureSeries, { params: { palaceId, series: 'weekly' } });
  assert.deepEqual(external, items);
  const [{ enteredBy, enteredAt: _, ...said } = { enteredBy: '', enteredAt: '' }] = items;
  assert.deepEqual([enteredBy !== '', said], [true, body]);
  assert.equal((await app.call(listStaffLectures, { params, as: director })).external.length, 1);
  const reviewer = await createStaff(app, palaceId, ['reviewer']);
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  const statuses: number[] = [];
  for (const as of [reviewer, neighbour, await createWorker(app)]) {
    statuses.push((await app.refused(addSeriesExternalCount, { params, body, as })).status);
  }
  assert.deepEqual(statuses, [403, 404, 403]);
});

test('who asked is told of a new lecture once, of an old one not at all', async () => {
  const desk = await openDesk();
  const worker = await createWorker(app);
  for (const _ of [1, 2]) {
    await app.call(subscribeLectures, { params: { seriesId: desk.seriesId }, as: worker });
  }
  const lecture = await addLecture(desk, 7);
  const old = await addLecture(desk, 3, { heldOn: '1999-05-01' });
  await publish(desk, lecture.id);
  await publish(desk, lecture.id, 'withdrawn');
  await publish(desk, lecture.id);
  await publish(desk, old.id);
  await app.settle();
  const { items } = await app.call(listMyMessages, { query: {}, as: worker });
  const told = items.filter((message) => message.kind === 'lecture.published');
  assert.equal(told.length, 1);
  assert.equal(told[0]?.link, `/p/${desk.slug}/lectures/weekly/7`);
  const mine = await app.call(getMyLectures, { as: worker });
  assert.equal(mine.series.length, 1);
  const { reader } = app.deps.db;
  const held = app.deps.personalData.find((each) => each.module === 'lecture');
  assert.match(JSON.stringify(await held?.exportPerson(reader, worker.personId)), new RegExp(desk.seriesId));
  await app.deps.db.transact(async (tx) => held?.erasePerson(tx, worker.personId, app.clock.now()));
  assert.equal((await app.call(getMyLectures, { as: worker })).series.length, 0);
});

test('an old archive is taken whole or not at all, each bad row by number and reason', async () => {
  const desk = await openDesk();
  const params = { palaceId: desk.palaceId, seriesId: desk.seriesId };
  const file = (rows: readonly string[]) =>
    Buffer.from(['讲次,日期,题目,主讲人', ...rows].join('\n')).toString('base64');
  const good = ['第1讲,1988年3月7日,怎样读报,郑海涛、王淑芬', '2,1988/3/14,算盘,郑海涛', '3,32240,画展'];
  const bad = [
    ...good,
    '三,1988-04-01,没有讲次',
    '2,1988-04-08,重复',
    '5,1988-02-30,没有这一天',
    '6,1988-05-01,',
  ];
  const preview = await app.call(previewArchive, { params, body: { file: file(bad) }, as: desk.director });
  assert.deepEqual(
    preview.rows.map(({ row, verdict }) => [row, verdict]),
    [
      [2, 'ok'],
      [3, 'ok'],
      [4, 'ok'],
      [5, 'number-invalid'],
      [6, 'number-twice'],
      [7, 'date-invalid'],
      [8, 'title-missing'],
    ],
  );
  assert.deepEqual(preview.newSpeakers, ['郑海涛', '王淑芬']);
  await refuses(importArchive, { params, body: { file: file(bad) }, as: desk.director }, 'archive-rows');
  const before = await app.call(listStaffLectures, { params, query: {}, as: desk.director });
  assert.equal(before.items.length, 0);
  const taken = await app.call(importArchive, { params, body: { file: file(good) }, as: desk.director });
  assert.deepEqual(taken, { lectures: 3, speakers: 2 });
  await refuses(importArchive, { params, body: { file: file(good) }, as: desk.director }, 'archive-rows');
  await refuses(
    previewArchive,
    { params, body: { file: Buffer.from('名单\n一').toString('base64') }, as: desk.director },
    'archive-columns',
  );
  assert.equal((await app.call(publishDrafts, { params, as: desk.director })).published, 3);
  const { items } = await app.call(listLectures, {
    params: { palaceId: desk.palaceId, series: 'weekly' },
    query: { year: 1988 },
  });
  assert.deepEqual(
    items.map(({ number, heldOn }) => [number, heldOn]),
    [
      [3, '1988-04-07'],
      [2, '1988-03-14'],
      [1, '1988-03-07'],
    ],
  );
});

test('a podcast says what programs need, and its addresses lead to signed ones that play', async () => {
  const desk = await openDesk();
  const videoId = await createPublicVideo(app, desk.director.personId, desk.palaceId);
  await app.deps.db.transact(async (tx) => {
    await sql`alter table media_revision disable trigger media_revision_append_only`.execute(tx);
    await sql`update media_revision set rungs = '[{"name":"360","width":640,"height":360,"bitrate":1,"codecs":""}]'
      where asset_id = ${videoId}`.execute(tx);
    await sql`alter table media_revision enable trigger media_revision_append_only`.execute(tx);
  });
  await writeFile(`${app.folder}/film.mp4`, Buffer.alloc(4321, 1));
  await app.deps.storage.put(`vod/${videoId}/r1/360/media.mp4`, `${app.folder}/film.mp4`);
  const lecture = await addLecture(desk, 12, { title: '锉 & <削>', videoId });
  await publish(desk, lecture.id);
  const silent = await addLecture(desk, 13);
  await publish(desk, silent.id);
  const url = lecturePodcast.path.replace(':palaceId', desk.palaceId).replace(':series', 'weekly');
  const answer = await app.inject({ method: 'GET', url });
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers['content-type']), /^application\/rss\+xml/);
  assert.ok(answer.headers['last-modified']);
  assertPodcast(answer.body);
  assert.equal(answer.body.match(/<item>/g)?.length, 1, 'what cannot be watched is no episode');
  assert.match(answer.body, /锉 &amp; &lt;削&gt;/);
  const again = await app.inject({
    method: 'GET',
    url,
    headers: { 'if-none-match': String(answer.headers.etag) },
  });
  assert.equal(again.statusCode, 304);
  const [, enclosure, length] =
    /<enclosure url="([^"]+)" length="(\d+)" type="video\/mp4"\/>/.exec(answer.body) ?? [];
  assert.equal(length, '4321');
  const lead = await app.inject({ method: 'GET', url: new URL(enclosure ?? '').pathname });
  assert.equal(lead.statusCode, 302);
  const played = await app.inject({ method: 'GET', url: String(lead.headers.location) });
  assert.equal(played.rawPayload.length, 4321);
  const unknown = await app.inject({ method: 'GET', url: `/media/recordings/${desk.palaceId}.mp4` });
  assert.equal(unknown.statusCode, 404);
});

/** What RSS 2.0 and Apple's podcast rules require of a feed; throws at what is missing. */
function assertPodcast(xml: string): void {
  assert.match(
    xml,
    /^<\?xml version="1.0" encoding="UTF-8"\?>\s*<rss version="2.0" xmlns:itunes="http:\/\/www.itunes.com\/dtds\/podcast-1.0.dtd"/,
  );
  const [channel = '', ...items] = xml.split('<item>');
  for (const tag of ['title', 'link', 'description', 'language', 'itunes:author', 'itunes:explicit']) {
    assert.match(channel, new RegExp(`<${tag}>[^<]+</${tag}>`), `channel: ${tag}`);
  }
  assert.match(channel, /<itunes:image href="https?:[^"]+\.(?:png|jpg)"\/>/);
  assert.match(channel, /<itunes:category text="[^"]+"/);
  for (const item of items) {
    for (const tag of ['title', 'description', 'itunes:duration', 'itunes:episode']) {
      assert.match(item, new RegExp(`<${tag}>[^<]+</${tag}>`), `item: ${tag}`);
    }
    assert.match(item, /<guid isPermaLink="false">urn:uuid:[0-9a-f-]{36}<\/guid>/);
    assert.match(item, /<enclosure url="https?:[^"]+" length="[1-9]\d*" type="[a-z]+\/[a-z0-9-]+"\/>/);
    const [, date = ''] = /<pubDate>([^<]+)<\/pubDate>/.exec(item) ?? [];
    assert.match(date, /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/);
  }
}
