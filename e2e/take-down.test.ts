import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  createLecture,
  createSeries,
  getVideo,
  putCaption,
  restoreContent,
  sendDanmaku,
  setLectureState,
  setSeriesState,
  takeDownContent,
} from '@wengong/contract';
import { buildApp } from '../apps/server/src/app.ts';
import {
  createContestDesk,
  enter,
  giveRecording,
} from '../apps/server/src/modules/contest/contest.factory.ts';
import { createPublicVideo } from '../apps/server/src/modules/media/media.factory.ts';
import { giveFilm } from '../apps/server/src/modules/moderation/moderation.factory.ts';
import { createTestApp, type TestApp, withCalls } from '../apps/server/src/testkit/app.ts';
import { createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';

/** What a server may still believe after a takedown, s; caches between may keep an answer for SHARED_S after that. */
const BELIEVED_S = 2;
const SHARED_S = 1;
const SAID = '锉削的要领是站稳端平';
const REMARK = '老师讲得好';
const FILM = 'the film itself';

let app: TestApp;
/** Another server of the same installation, with memories of its own. */
let other: Pick<TestApp, 'inject' | 'call' | 'server'>;
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-take-down-'));
  app = await createTestApp({ dataDir: folder }, { pages: true });
  other = withCalls(await buildApp(app.deps), app.clock);
  await other.server.ready();
});
after(async () => {
  await other.server.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

interface Stage {
  readonly palaceId: string;
  readonly reviewer: TestPerson;
  readonly videoId: string;
  /** Every place where the video, or what is said in or about it, can be seen without signing in. */
  readonly places: readonly string[];
}

/** A video in all places at once: a lecture's recording with captions, a remark, in a contest's gallery. */
async function stage(): Promise<Stage> {
  const { palaceId, contestId, director, reviewer, ...desk } = await createContestDesk(app);
  const videoId = await createPublicVideo(app, director.personId, palaceId);
  const rungs = [{ name: '360', width: 640, height: 360, bitrate: 1, codecs: '' }];
  await giveFilm(app, videoId, rungs, { columns: 1, width: 16, height: 9, everyMs: 1000, count: 1 });
  for (const file of ['360/media.mp4', 'master.m3u8', 'poster.jpg']) {
    const copy = path.join(folder, 'copy');
    await writeFile(copy, FILM);
    await app.deps.storage.put(`vod/${videoId}/r1/${file}`, copy);
  }
  const text = `WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n${SAID}\n`;
  const params = { palaceId, videoId, lang: 'zh' };
  await app.call(putCaption, { params, body: { label: '中文', text }, as: director });
  const remark = { videoId, atMs: 1000, text: REMARK };
  await app.call(sendDanmaku, { body: remark, as: await createWorker(app) });
  await publishLecture(palaceId, director, videoId);
  const { id: entryId } = await enter(app, { palaceId, contestId, director, reviewer, ...desk });
  await giveRecording(app, entryId, videoId);
  const { playback, palaceSlug: slug } = await app.call(getVideo, { params: { videoId } });
  const q = encodeURIComponent('站稳端平');
  const api = `/api/v1/palaces/${palaceId}`;
  return {
    palaceId,
    reviewer,
    videoId,
    places: [
      '/videos',
      `/videos?q=${q}`,
      `/videos/${videoId}`,
      `/p/${slug}/lectures/weekly`,
      `/p/${slug}/lectures/weekly?q=${q}`,
      `/p/${slug}/lectures/weekly/1`,
      `/p/${slug}/contests/${contestId}?order=number`,
      `/p/${slug}/contests/${contestId}/entries/${entryId}`,
      `/report/video/${videoId}`,
      '/api/v1/videos',
      `/api/v1/videos/${videoId}`,
      `/api/v1/videos/${videoId}/captions/zh`,
      `/api/v1/videos/${videoId}/transcript`,
      `/api/v1/videos/${videoId}/danmaku`,
      `/api/v1/videos/${videoId}/danmaku/0`,
      `/api/v1/said?q=${q}`,
      `/api/v1/report-subjects/video/${videoId}`,
      `${api}/contests/${contestId}/entries?order=number`,
      `${api}/lecture-series/weekly/lectures`,
      `${api}/lecture-series/weekly/lectures/1`,
      `${api}/lecture-series/weekly/podcast.xml`,
      `/media/recordings/${videoId}.mp4`,
      playback.master,
      playback.file,
      playback.poster ?? '',
    ],
  };
}

async function publishLecture(palaceId: string, director: TestPerson, videoId: string): Promise<void> {
  const at = { palaceId };
  const body = { slug: 'weekly', title: '每周一讲', titleEn: 'The weekly lecture', sinceYear: 1988 };
  const { id: seriesId } = await app.call(createSeries, { params: at, body, as: director });
  const shown = { state: 'published' as const };
  await app.call(setSeriesState, { params: { ...at, seriesId }, body: shown, as: director });
  const lecture = { number: 1, heldOn: '2026-11-16', title: '老钳工谈手上功夫', videoId };
  const made = await app.call(createLecture, { params: { ...at, seriesId }, body: lecture, as: director });
  await app.call(setLectureState, { params: { ...at, lectureId: made.id }, body: shown, as: director });
}

/** Whether a server still shows the video at `url`; fails where caches between could keep it for too long. */
async function shows(server: Pick<TestApp, 'inject'>, url: string, videoId: string): Promise<boolean> {
  const answer = await server.inject({ method: 'GET', url });
  if (answer.statusCode >= 500) assert.fail(`${url} answered ${answer.statusCode}`);
  if (answer.statusCode === 302) {
    const { location = '' } = answer.headers;
    return location.startsWith('/media/') && shows(server, location, videoId);
  }
  if (answer.statusCode !== 200) return false;
  const kept = String(answer.headers['cache-control'] ?? '');
  const [, shared] =
    /s-maxage=(\d+)/.exec(kept) ?? (/public/.test(kept) ? /max-age=(\d+)/.exec(kept) : null) ?? [];
  assert.ok(Number(shared ?? 0) <= SHARED_S, `${url} may be kept between: ${kept}`);
  return [videoId, SAID, REMARK, FILM].some((sign) => answer.body.includes(sign));
}

async function shownAt({ places, videoId }: Stage): Promise<string[]> {
  const found: string[] = [];
  for (const url of places) {
    for (const server of [app, other]) if (await shows(server, url, videoId)) found.push(url);
  }
  return found;
}

/** Moves the clock on as far as a server may believe what it saw. */
const wait = () => app.clock.set(new Date(app.clock.now().getTime() + BELIEVED_S * 1000));

test('one click takes a video down everywhere, on every server, within three seconds; restored, it is back', async () => {
  const scene = await stage();
  const everywhere = scene.places.flatMap((url) => [url, url]).toSorted();
  // Asking who wants to report needs a sign-in first.
  const seen = everywhere.filter((url) => !url.startsWith('/report/'));
  assert.deepEqual((await shownAt(scene)).toSorted(), seen);
  const { palaceId, reviewer, videoId } = scene;
  const item = await app.call(takeDownContent, {
    params: { palaceId },
    body: { kind: 'video', subjectId: videoId, reasons: ['copyright'] },
    as: reviewer,
  });
  wait();
  assert.deepEqual(await shownAt(scene), []);
  await app.call(restoreContent, { params: { palaceId, itemId: item.id }, body: {}, as: reviewer });
  wait();
  assert.deepEqual((await shownAt(scene)).toSorted(), seen);
});
