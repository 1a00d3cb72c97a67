import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import S3Server from '@20minutes/s3rver';
import { getMyVideo } from '@wengong/contract';
import { makeClip } from '../../modules/media/clips.factory.ts';
import { createMediaApp, uploadFile } from '../../modules/media/media.factory.ts';
import { processAll } from '../../modules/media/processing/desk.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createWorker } from '../../testkit/person.ts';
import { s3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';
import type { S3Config } from './storage-config.ts';

// Against a server that speaks S3 and comes with the packages; against any other one that the environment names:
// WENGONG_TEST_S3_ENDPOINT, WENGONG_TEST_S3_BUCKET, WENGONG_TEST_S3_KEY_ID, WENGONG_TEST_S3_KEY_SECRET.

let folder = '';
let config: S3Config;
let service: S3Server | null = null;
let between: Server;
let storage: Storage;
/** Spoils an answer of the service on its way, or says that it did nothing. */
let spoil: (method: string, url: string) => 'nothing' | 'gone' | 'refused' | 'short' = () => 'nothing';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-s3-'));
  const given = process.env;
  let upstream = given.WENGONG_TEST_S3_ENDPOINT;
  const bucket = given.WENGONG_TEST_S3_BUCKET ?? 'wengong';
  if (upstream === undefined) {
    service = new S3Server({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: path.join(folder, 'bucket'),
      // It miscalculates those of requests to the bucket as a whole.
      allowMismatchedSignatures: true,
      configureBuckets: [{ name: bucket, configs: [] }],
    });
    const { port } = await service.run();
    upstream = `http://127.0.0.1:${port}`;
  }
  between = createServer((request, response) => {
    const method = request.method ?? '';
    const how = spoil(method, request.url ?? '');
    if (how === 'gone') return request.socket.destroy();
    if (how === 'refused') {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/xml' });
      return response.end(
        '<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>',
      );
    }
    const onward = httpRequest(
      new URL(request.url ?? '', upstream),
      { method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        if (how !== 'short') return answer.pipe(response);
        answer.once('data', (chunk: Buffer) => {
          response.write(chunk.subarray(0, 100), () => response.destroy());
        });
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  config = {
    endpoint: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    region: 'us-east-1',
    bucket,
    keyId: given.WENGONG_TEST_S3_KEY_ID ?? 'S3RVER',
    keySecret: given.WENGONG_TEST_S3_KEY_SECRET ?? 'S3RVER',
  };
  storage = s3Storage(config, path.join(folder, 'scratch'));
});
after(async () => {
  between.closeAllConnections();
  between.close();
  await service?.close();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = async (bytes: Buffer): Promise<string> => {
  const file = path.join(folder, randomBytes(6).toString('hex'));
  await writeFile(file, bytes);
  return file;
};
const bytesOf = ({ stream }: { stream: Readable }) => buffer(stream);
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('an object is stored whole, read by range, checked out and removed with all beside it', async () => {
  const bytes = randomBytes(100_000);
  await storage.removeAll('t1/');
  const file = await fileOf(bytes);
  await storage.put('t1/a/media.mp4', file);
  await assert.rejects(stat(file), { code: 'ENOENT' }, 'the file is taken');
  await storage.put('t10/a', await fileOf(bytes));
  assert.equal(await storage.size('t1/a/media.mp4'), bytes.length);
  const whole = await storage.read('t1/a/media.mp4');
  assert.deepEqual([whole.size, sha(await bytesOf(whole))], [bytes.length, sha(bytes)]);
  const part = await storage.read('t1/a/media.mp4', { start: 500, end: 999 });
  assert.equal(part.size, bytes.length, 'of the whole object');
  assert.deepEqual(await bytesOf(part), bytes.subarray(500, 1000));
  const last = await storage.read('t1/a/media.mp4', { start: 99_999, end: 99_999 });
  assert.deepEqual(await bytesOf(last), bytes.subarray(99_999));
  const { file: local, release } = await storage.checkOut('t1/a/media.mp4');
  assert.equal(sha(await readFile(local)), sha(bytes));
  await release();
  assert.deepEqual(await readdir(path.join(folder, 'scratch')), []);
  await storage.removeAll('t1/');
  await storage.removeAll('t1/');
  assert.equal(await storage.size('t1/a/media.mp4'), null);
  assert.equal(await storage.size('t10/a'), bytes.length, 'a longer name is another one');
  await assert.rejects(storage.read('t1/a/media.mp4'));
  await storage.removeAll('t10/');
});

test('what is larger than a part goes in parts and comes back the same', async () => {
  const bytes = randomBytes(12 * 1024 * 1024 + 7);
  const parts = new Set<string>();
  spoil = (method, url) => {
    const number = /partNumber=(\d+)/.exec(url)?.[1];
    if (method === 'PUT' && number !== undefined) parts.add(number);
    return 'nothing';
  };
  await storage.put('t2/large', await fileOf(bytes));
  spoil = () => 'nothing';
  assert.equal(parts.size, 3);
  assert.equal(sha(await bytesOf(await storage.read('t2/large'))), sha(bytes));
  await storage.removeAll('t2/');
});

test('a service that goes, cuts or refuses loses nothing and is not believed', async () => {
  const bytes = randomBytes(50_000);
  const file = await fileOf(bytes);
  spoil = (method) => (method === 'PUT' ? 'gone' : 'nothing');
  await assert.rejects(storage.put('t3/a', file));
  assert.equal((await stat(file)).size, bytes.length, 'the file is there still');
  spoil = () => 'nothing';
  assert.equal(await storage.size('t3/a'), null);
  await storage.put('t3/a', file);
  spoil = (method) => (method === 'GET' ? 'short' : 'nothing');
  await assert.rejects(storage.checkOut('t3/a'));
  assert.deepEqual(await readdir(path.join(folder, 'scratch')), [], 'no half file is left');
  spoil = (method) => (method === 'POST' ? 'refused' : 'nothing');
  await assert.rejects(storage.removeAll('t3/'), /AccessDenied/);
  spoil = (method) => (method === 'HEAD' ? 'gone' : 'nothing');
  await assert.rejects(storage.size('t3/a'), 'not known is not the same as not there');
  spoil = () => 'nothing';
  const stranger = s3Storage({ ...config, keyId: 'wrong' }, folder);
  await assert.rejects(stranger.size('t3/a'));
  await storage.removeAll('t3/');
});

test('a wrong secret is told at the start and at the first write, in words that say what to look at', async () => {
  const strict = new S3Server({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: path.join(folder, 'strict'),
    allowMismatchedSignatures: false,
    configureBuckets: [{ name: 'strict', configs: [] }],
  });
  const { port } = await strict.run();
  const right: S3Config = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'strict',
    keyId: 'S3RVER',
    keySecret: 'S3RVER',
  };
  const wrong = s3Storage({ ...right, keySecret: 'mistyped' }, folder);
  const app = await createMediaApp({ transcoder: 'node-av' });
  try {
    const refused = { name: 'Error', message: /strict .*refuses the key S3RVER .*WENGONG_S3_KEY_SECRET/ };
    await assert.rejects(wrong.size('start/check'), refused, 'what a server asks at its start');
    const file = await fileOf(randomBytes(1000));
    await assert.rejects(wrong.put('a/b', file), refused);
    assert.equal((await stat(file)).size, 1000, 'the file is there still');
    const worker = await createWorker(app);
    const bytes = await makeClip({ seconds: 1, rate: 5 });
    const { id } = await uploadFile(app, worker, bytes, { palaceId: (await createPalace(app)).id });
    const seen = () => app.call(getMyVideo, { params: { videoId: id }, as: worker });
    Object.assign(app.deps, { storage: wrong });
    // More often than trouble of any other kind is put up with.
    for (let tries = 0; tries < 8; tries++) {
      await processAll(app.deps);
      app.clock.advance(60);
    }
    const waiting = await seen();
    assert.deepEqual([waiting.status, waiting.stage, waiting.failure], ['waiting', 'room', null]);
    Object.assign(app.deps, { storage: s3Storage(right, folder) });
    await processAll(app.deps);
    assert.equal((await seen()).status, 'ready');
  } finally {
    await app.close();
    await strict.close();
  }
});

test('a clip goes from upload to playing with everything in the bucket, under the keys of the disk', async () => {
  const app = await createMediaApp({ transcoder: 'node-av', s3: config });
  try {
    Object.assign(app.deps, { storage });
    const palace = await createPalace(app);
    const worker = await createWorker(app);
    const bytes = await makeClip({ seconds: 1, rate: 5 });
    const { id } = await uploadFile(app, worker, bytes, { palaceId: palace.id });
    await processAll(app.deps);
    const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
    assert.deepEqual([mine.status, mine.failure], ['ready', null]);
    assert.equal(await storage.size(`originals/${id}/${sha(bytes)}`), bytes.length);
    const part = await app.inject({
      method: 'GET',
      url: mine.playback?.file ?? '',
      headers: { range: 'bytes=4-7' },
    });
    assert.deepEqual([part.statusCode, part.body], [206, 'ftyp']);
    const poster = await app.inject({ method: 'GET', url: mine.playback?.poster ?? '' });
    assert.deepEqual([poster.statusCode, poster.rawPayload.subarray(0, 2).toString('hex')], [200, 'ffd8']);
  } finally {
    await app.close();
  }
});
