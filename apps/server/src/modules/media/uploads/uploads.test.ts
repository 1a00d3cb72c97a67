import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  createUpload,
  deleteMyVideo,
  finishUpload,
  getMyVideo,
  getPalaceVideo,
  listMyVideos,
  listPalaceVideos,
} from '@wengong/contract';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import {
  announce,
  askOffset,
  createMediaApp,
  type MediaApp,
  sendBytes,
  uploadFile,
} from '../media.factory.ts';
import { incomingIds, receivedBytes } from './incoming.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

const runJob = async (name: string) => {
  const found = app.modules.flatMap((each) => each.jobs ?? []).find((each) => each.name === name);
  await found?.run({} as never, app.deps);
};
const seen = (videoId: string, as: { cookie: string }) => app.call(getMyVideo, { params: { videoId }, as });

test('an upload that is cut goes on where it was, also announced again, and is taken in when whole', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const bytes = randomBytes(300_000);
  const wanted = { palaceId: palace.id, bytes: bytes.length, fingerprint: 'f-1' };
  const video = await announce(app, worker, wanted);
  const url = video.uploadUrl ?? '';
  assert.deepEqual(await askOffset(app, worker, url), { status: 200, offset: 0 });
  assert.deepEqual(await sendBytes(app, worker, url, bytes.subarray(0, 100_000), 0), {
    status: 204,
    offset: 100_000,
  });
  const again = await announce(app, worker, wanted);
  assert.deepEqual([again.id, again.receivedBytes, again.status], [video.id, 100_000, 'uploading']);
  assert.equal((await sendBytes(app, worker, url, bytes.subarray(0, 10), 0)).status, 409, 'a wrong offset');
  assert.deepEqual(await askOffset(app, worker, url), { status: 200, offset: 100_000 });
  const early = await app.refused(finishUpload, { params: { videoId: video.id }, as: worker });
  assert.deepEqual(early, { status: 409, code: 'upload-incomplete' });
  assert.equal((await sendBytes(app, worker, url, bytes.subarray(100_000), 100_000)).status, 204);
  assert.equal((await seen(video.id, worker)).status, 'waiting');
  assert.deepEqual(await askOffset(app, worker, url), { status: 200, offset: bytes.length });
  const told = await app.call(finishUpload, { params: { videoId: video.id }, as: worker });
  assert.deepEqual([told.status, told.receivedBytes, told.uploadUrl], ['waiting', bytes.length, null]);
});

test('more bytes than announced are refused and not kept', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const video = await announce(app, worker, { palaceId: palace.id, bytes: 1000 });
  const sent = await sendBytes(app, worker, video.uploadUrl ?? '', randomBytes(5000), 0);
  assert.ok(sent.status >= 400, String(sent.status));
  assert.ok((await receivedBytes(app.deps.config, video.id)) <= 1000);
});

test('an upload is its owner’s: nobody else asks, sends, finishes, sees or removes it', async () => {
  const palace = await createPalace(app);
  const [owner, neighbour] = [await createWorker(app), await createWorker(app)];
  const video = await announce(app, owner, { palaceId: palace.id, bytes: 1000 });
  const url = video.uploadUrl ?? '';
  assert.equal((await askOffset(app, neighbour, url)).status, 404);
  assert.equal((await sendBytes(app, neighbour, url, randomBytes(1000), 0)).status, 404);
  assert.equal((await askOffset(app, { cookie: '' }, url)).status, 401);
  assert.equal((await sendBytes(app, { cookie: '' }, url, randomBytes(1000), 0)).status, 401);
  for (const route of [getMyVideo, finishUpload, deleteMyVideo]) {
    const refused = await app.refused(route, { params: { videoId: video.id }, as: neighbour });
    assert.equal(refused.status, 404);
  }
  assert.deepEqual((await app.call(listMyVideos, { as: neighbour })).items, []);
  const elsewhere = await createPalace(app);
  const staff = await createStaff(app, elsewhere.id, ['director']);
  const params = { palaceId: elsewhere.id, videoId: video.id };
  assert.equal((await app.refused(getPalaceVideo, { params, as: staff })).status, 404);
  const here = await createStaff(app, palace.id, ['editor']);
  const list = await app.call(listPalaceVideos, { params: { palaceId: palace.id }, as: here });
  assert.deepEqual([list.items[0]?.id, list.transcoder], [video.id, 'none']);
});

test('too large, no space, no quota, too many at once: refused before the first byte', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const codeOf = async (bytes: number, purpose: 'clip' | 'lecture' = 'clip') => {
    const body = {
      palaceId: palace.id,
      purpose,
      title: '舞蹈',
      ai: 'none' as const,
      fileName: 'a.mp4',
      fileBytes: bytes,
    };
    return app.refused(createUpload, { body, as: worker });
  };
  const { storage, config } = app.deps;
  assert.equal((await codeOf(501 * 1024 ** 2)).code, 'video-too-large');
  assert.deepEqual(await codeOf(10, 'lecture'), { status: 403, code: 'not-permitted' });
  const space = storage.space;
  Object.assign(storage, { space: async () => ({ free: 1000, total: 9000 }) });
  assert.deepEqual(await codeOf(200), { status: 507, code: 'storage-full' });
  Object.assign(storage, { space });
  const { personBytes, palaceBytes } = config.media;
  Object.assign(config.media, { personBytes: 100 });
  assert.equal((await codeOf(101)).code, 'video-quota');
  Object.assign(config.media, { personBytes, palaceBytes: 100 });
  assert.equal((await codeOf(101)).code, 'palace-video-quota');
  Object.assign(config.media, { palaceBytes });
  for (let n = 0; n < 10; n++) await announce(app, worker, { palaceId: palace.id, bytes: 10 });
  assert.equal((await codeOf(10)).code, 'too-many-uploads');
});

test('an upload nobody says anything of is taken in; one not finished in time is given up and its bytes deleted', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const left = await announce(app, worker, { palaceId: palace.id, bytes: 1000 });
  await sendBytes(app, worker, left.uploadUrl ?? '', randomBytes(500), 0);
  const kept = await uploadFile(app, worker, randomBytes(700), { palaceId: palace.id });
  app.clock.advance(8 * 24 * 60);
  await runJob('media.take-in');
  await runJob('media.clear');
  const states = await Promise.all([left.id, kept.id].map(async (id) => (await seen(id, worker)).status));
  assert.deepEqual(states, ['abandoned', 'waiting']);
  const there = await incomingIds(app.deps.config);
  assert.deepEqual([there.includes(left.id), there.includes(kept.id)], [false, true]);
  assert.equal((await sendBytes(app, worker, left.uploadUrl ?? '', randomBytes(500), 500)).status, 410);
  await app.call(deleteMyVideo, { params: { videoId: kept.id }, as: worker });
  await runJob('media.clear');
  assert.ok(!(await incomingIds(app.deps.config)).includes(kept.id));
});
