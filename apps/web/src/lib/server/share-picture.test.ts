import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { drawPoster } from '../features/poster/draw.ts';
import { sharePicture } from './share-picture.ts';

const cover = (seed: string) => drawPoster({ kind: 'lecture', seed, shape: 'wide', seal: false });

test('a drawn cover becomes a PNG as platforms want it, in its own colours', async () => {
  const bytes = await sharePicture(cover('0a1b2c3d'));
  const { format, width, height } = await sharp(bytes).metadata();
  assert.deepEqual([format, width, height], ['png', 1200, 675]);
  const { channels } = await sharp(bytes).stats();
  assert.ok(
    channels.some(({ stdev }) => stdev > 10),
    'something is drawn',
  );
});

test('asked for by many at once it is made once; another drawing is another picture', async () => {
  const same = await Promise.all([1, 2, 3].map(() => sharePicture(cover('1a1b2c3d-music'))));
  assert.equal(new Set(same).size, 1);
  assert.notDeepEqual(await sharePicture(cover('2a1b2c3d-brush')), same[0]);
});
