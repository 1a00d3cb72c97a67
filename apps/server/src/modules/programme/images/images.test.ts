import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32 } from 'node:zlib';
import {
  createActivity,
  createBrand,
  getBrand,
  listSessions,
  previewActivity,
  uploadImage,
} from '@wengong/contract';
import sharp from 'sharp';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker } from '../../../testkit/person.ts';
import { content, createDesk, makePublished, plan } from '../programme.factory.ts';

let app: TestApp;
const dataDir = mkdtempSync(join(tmpdir(), 'wengong-images-'));
before(async () => {
  app = await createTestApp({ dataDir });
});
after(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c3272b' } });
const base64 = (bytes: Buffer) => bytes.toString('base64');

/** A photo as a phone takes it: turned by a mark, with the place written into it. */
const photo = async () =>
  base64(
    await plain(1600, 1200)
      .withExif({ IFD0: { Copyright: 'someone' }, IFD3: { GPSLatitude: '32/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer(),
  );

test('a photo becomes WebP in a few widths, upright, without what the camera wrote; served for ever', async () => {
  const { palaceId, editor } = await createDesk(app);
  const params = { palaceId };
  const image = await app.call(uploadImage, {
    params,
    body: { file: await photo(), alt: '红色' },
    as: editor,
  });
  assert.deepEqual([image.width, image.height, image.widths], [1200, 1600, [320, 640, 1200]]);

  const answer = await app.inject({ url: `/api/v1/images/${image.hash}/640.webp` });
  assert.equal(answer.headers['content-type'], 'image/webp');
  assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
  const read = await sharp(answer.rawPayload).metadata();
  assert.deepEqual([read.format, read.width, read.height], ['webp', 640, 853]);
  assert.deepEqual([read.exif, read.orientation, read.icc], [undefined, undefined, undefined]);
  assert.equal((await app.inject({ url: `/api/v1/images/${image.hash}/700.webp` })).statusCode, 404);
  assert.equal((await app.inject({ url: `/api/v1/images/..%2f..%2fkeys/640.webp` })).statusCode, 400);
});

test('the same photo sent twice is one picture; covers appear on the preview and the brand’s page', async () => {
  const { palaceId, editor } = await createDesk(app);
  const params = { palaceId };
  const body = { file: await photo(), alt: '' };
  const image = await app.call(uploadImage, { params, body, as: editor });
  assert.equal((await app.call(uploadImage, { params, body, as: editor })).id, image.id);

  const activity = await app.call(createActivity, {
    params,
    body: content({ coverId: image.id }),
    as: editor,
  });
  const preview = await app.call(previewActivity, {
    params: { palaceId, activityId: activity.id },
    as: editor,
  });
  assert.deepEqual(preview.cover, image);
  const brand = { slug: 'summer', name: '濠滨夏夜', nameEn: '', sinceYear: 1985, story: '', storyEn: '' };
  await app.call(createBrand, { params, body: { ...brand, figures: [], coverId: image.id }, as: editor });
  const shown = await app.call(getBrand, { params: { palaceId, slug: 'summer' } });
  assert.equal(shown.cover?.hash, image.hash);
});

test('lists show the picture of an activity that has one, and nothing for the others', async () => {
  const desk = await createDesk(app);
  const body = { file: await photo(), alt: '' };
  const image = await app.call(uploadImage, { params: { palaceId: desk.palaceId }, body, as: desk.editor });
  const startsAt = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
  const { activity } = await makePublished(app, desk, { coverId: image.id }, [plan(startsAt)]);
  await makePublished(app, desk, {}, [plan(startsAt)]);
  const { items } = await app.call(listSessions, { query: { palaceId: desk.palaceId } });
  assert.equal(items.length, 2);
  for (const item of items) assert.deepEqual(item.cover, item.activityId === activity.id ? image : null);
});

test('a picture of another palace is no cover here', async () => {
  const [here, there] = [await createDesk(app), await createDesk(app)];
  const image = await app.call(uploadImage, {
    params: { palaceId: there.palaceId },
    body: { file: await photo(), alt: '' },
    as: there.editor,
  });
  assert.deepEqual(
    await app.refused(createActivity, {
      params: { palaceId: here.palaceId },
      body: content({ coverId: image.id }),
      as: here.editor,
    }),
    { status: 422, code: 'image-unknown' },
  );
});

test('what is no picture, is too small or claims to be enormous is refused, with the reason', async () => {
  const { palaceId, editor, reviewer } = await createDesk(app);
  const params = { palaceId };
  const refusal = async (bytes: Buffer) =>
    (await app.refused(uploadImage, { params, body: { file: base64(bytes), alt: '' }, as: editor })).code;
  const heic = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic'), Buffer.alloc(64)]);
  assert.equal(await refusal(heic), 'image-unreadable');
  assert.equal(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'image-unreadable');
  assert.equal(await refusal(await plain(300, 300).png().toBuffer()), 'image-too-small');
  const whole = await plain(900, 900).jpeg().toBuffer();
  assert.equal(await refusal(whole.subarray(0, whole.length / 2)), 'image-unreadable');
  assert.equal(await refusal(bomb(await plain(600, 10).png().toBuffer())), 'image-too-large');
  const body = { file: base64(whole), alt: '' };
  const worker = await createWorker(app);
  assert.equal((await app.refused(uploadImage, { params, body, as: worker })).status, 403);
  assert.equal((await app.refused(uploadImage, { params, body, as: reviewer })).status, 403);
  assert.equal((await app.refused(uploadImage, { params, body })).status, 401);
});

/** A small PNG whose head says that it is 60,000 pixels wide and high. */
function bomb(png: Buffer): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}
