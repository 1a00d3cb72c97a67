import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { drawPoster } from './draw.ts';
import { posterKinds, posterPath, posterSeed, posterTopics } from './kinds.ts';

test('every kind is drawn in both shapes, well formed and small', () => {
  for (const kind of posterKinds) {
    for (const shape of ['wide', 'square'] as const) {
      const svg = drawPoster({ kind, seed: 'a1b2c3d4', shape });
      assert.doesNotMatch(svg, /NaN|undefined|Infinity/, `${kind} ${shape}`);
      assert.equal(
        svg.match(/<g\b/g)?.length,
        svg.match(/<\/g>/g)?.length,
        `${kind} ${shape} closes its groups`,
      );
      assert.ok(brotliCompressSync(svg).length < 6_000, `${kind} ${shape} is below 6 KB on the wire`);
    }
  }
});

test('the same seed gives the same bytes, another seed another picture', () => {
  const draw = (seed: string) => drawPoster({ kind: 'performance', seed, shape: 'wide' });
  assert.equal(draw('one'), draw('one'));
  assert.notEqual(draw('one'), draw('two'));
});

test('neighbouring seeds use all the papers of a kind', () => {
  const skies = new Set(
    Array.from(
      { length: 40 },
      (_, index) =>
        drawPoster({ kind: 'course', seed: `0000${index}`, shape: 'wide' }).match(/fill="(#\w+)"/)?.[1],
    ),
  );
  assert.equal(skies.size, 3);
});

test('a title’s topic is drawn', () => {
  const id = '01980000-0000-7000-8000-0000abcd1234';
  assert.equal(posterSeed(id, '书法入门 · 楷书十二讲'), 'abcd1234-brush');
  assert.equal(posterSeed(id, '普法讲座'), 'abcd1234');
  const plain = drawPoster({ kind: 'course', seed: 'abcd1234', shape: 'wide' });
  for (const topic of Object.keys(posterTopics)) {
    assert.notEqual(drawPoster({ kind: 'course', seed: `abcd1234-${topic}`, shape: 'wide' }), plain, topic);
  }
});

test('addresses are stable', () => {
  assert.equal(posterPath('film', 'abcd1234'), '/poster/film/abcd1234.svg');
  assert.equal(
    posterPath('film', 'a/b', { shape: 'square', seal: false }),
    '/poster/film/a%2Fb.svg?shape=square&seal=no',
  );
});
