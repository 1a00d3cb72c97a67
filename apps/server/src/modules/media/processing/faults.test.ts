import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMyVideo, setVideoVisibility } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { makeClip } from '../clips.factory.ts';
import { createMediaApp, type MediaApp, uploadFile } from '../media.factory.ts';
import { processAll } from './desk.ts';
import { takeLease } from './leases.store.ts';
import { LeaseLost, showReady } from './outcome.ts';
import { processNext } from './process-video.ts';

let app: MediaApp;
let clip: Buffer;
let worker: TestPerson;
let palaceId: string;
before(async () => {
  app = await createMediaApp({ transcoder: 'node-av' });
  clip = await makeClip({ seconds: 1, rate: 5 });
  worker = await createWorker(app);
  palaceId = (await createPalace(app)).id;
});
after(() => app.close());

const upload = async () => (await uploadFile(app, worker, clip, { palaceId })).id;
const stateOf = (videoId: string) => app.call(getMyVideo, { params: { videoId }, as: worker });
const lease = () =>
  app.deps.db.transact((tx) => {
    const now = app.clock.now();
    return takeLease(tx, { leaseId: newId(), now, until: new Date(now.getTime() + 60_000) });
  });

test('what a dead worker left is processed by another; the dead one, come back, changes nothing', async () => {
  const id = await upload();
  const lost = await lease();
  assert.ok(lost);
  assert.equal(await processNext(app.deps), false, 'leased');
  app.clock.advance(2);
  await processAll(app.deps);
  assert.equal((await stateOf(id)).status, 'ready');
  const made = { folder: '', durationMs: 1, rungs: [], sprite: null, loudnessLufs: null };
  const late = showReady(app.deps, lost, { made, revision: 99, bytes: 1, width: 1, height: 1 });
  await assert.rejects(late, LeaseLost);
});

test('of two workers one processes a video', async () => {
  const id = await upload();
  const worked = await Promise.all([processNext(app.deps), processNext(app.deps)]);
  assert.deepEqual(worked.toSorted(), [false, true]);
  assert.equal((await stateOf(id)).status, 'ready');
});

test('a disk that is full at any write publishes nothing; with room again the video becomes ready', async () => {
  const { storage } = app.deps;
  const put = storage.put;
  for (const failing of [3]) {
    const id = await upload();
    let writes = 0;
    Object.assign(storage, {
      put: (key: string, file: string) =>
        writes++ === failing
          ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
          : put(key, file),
    });
    await processAll(app.deps);
    assert.ok(writes > failing, `${writes} writes`);
    const cut = await stateOf(id);
    assert.deepEqual([cut.status, cut.failure], ['waiting', null], `write ${failing}`);
    Object.assign(storage, { put });
    app.clock.advance(5);
    await processAll(app.deps);
    assert.equal((await stateOf(id)).status, 'ready', `write ${failing}`);
  }
});

test('trouble that does not end is explained after some tries, and nothing waits for ever', async () => {
  const id = await upload();
  const { put } = app.deps.storage;
  Object.assign(app.deps.storage, { put: () => Promise.reject(new Error('broken')) });
  for (let tries = 0; tries < 6; tries++) {
    await processAll(app.deps);
    app.clock.advance(60);
  }
  Object.assign(app.deps.storage, { put });
  const given = await stateOf(id);
  assert.deepEqual([given.status, given.failure], ['failed', 'unverified']);
  const { rows } = await sql`select from media_job`.execute(app.deps.db.reader);
  assert.equal(rows.length, 0);
});

test('control: ready without a verified revision, or public without being ready, only once the guards are gone', async () => {
  const id = await upload();
  const set = (change: string) =>
    app.deps.db.transact((tx) => sql`update media_asset set ${sql.raw(change)} where id = ${id}`.execute(tx));
  await set(`status = 'processing'`);
  await assert.rejects(set(`status = 'ready'`), /media_asset_ready_is_verified/);
  await assert.rejects(set(`status = 'ready', revision = 7`), /media_asset_revision_verified/);
  await assert.rejects(set(`visibility = 'public'`), /media_asset_public_is_ready/);
  const reviewer = await createStaff(app, palaceId, ['reviewer']);
  const body = { visibility: 'public' as const };
  const refused = await app.refused(setVideoVisibility, {
    params: { palaceId, videoId: id },
    body,
    as: reviewer,
  });
  assert.deepEqual(refused, { status: 409, code: 'video-not-ready' });
  await app.deps.db.transact((tx) =>
    sql`alter table media_asset drop constraint media_asset_ready_is_verified`.execute(tx),
  );
  await set(`status = 'ready'`);
  assert.equal((await stateOf(id)).playback, null, 'the violation is there');
});
