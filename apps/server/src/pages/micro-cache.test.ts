import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { MicroCache, negotiate, type RenderedPage } from './micro-cache.ts';

const shareable = { 'cache-control': 'public, max-age=0, s-maxage=1' };

/** A page that counts how often it is rendered. */
function counting(headers: RenderedPage['headers'] = shareable) {
  const state = { renders: 0 };
  const render = async (): Promise<RenderedPage> => {
    state.renders += 1;
    const body = Buffer.from(`第 ${state.renders} 次`);
    await new Promise((resolve) => setImmediate(resolve));
    return { status: 200, headers, body };
  };
  return { state, render };
}

test('a hundred visitors at once cost one render, and so do those of the next second', async () => {
  const cache = new MicroCache();
  const { state, render } = counting();
  await Promise.all(Array.from({ length: 100 }, () => cache.get('/', 1000, render)));
  await cache.get('/', 1999, render);
  assert.equal(state.renders, 1);
  await cache.get('/', 2001, render);
  assert.equal(state.renders, 2);
});

test('a page just gone stale is served while it is rendered anew; a long stale one is not', async () => {
  const cache = new MicroCache();
  const { render } = counting();
  await cache.get('/', 0, render);
  const early = await cache.get('/', 1500, render);
  assert.equal(early.identity.toString(), '第 1 次');
  const late = await cache.get('/', 2001, render);
  assert.notEqual(late.identity.toString(), '第 1 次');
});

test('a page that is not for everybody is never shared, not even with one who asks at the same time', async () => {
  const cache = new MicroCache();
  for (const headers of [
    {},
    { ...shareable, 'set-cookie': ['lang=en'] },
    { 'cache-control': 'private, no-store' },
  ]) {
    const { state, render } = counting(headers);
    const pages = await Promise.all([1, 2, 3].map(() => cache.get('/mine', 0, render)));
    assert.equal(new Set(pages.map((page) => page.identity.toString())).size, 3);
    assert.equal(state.renders, 3);
  }
});

test('a failed render is not kept and the next visitor gets the page', async () => {
  const cache = new MicroCache();
  await assert.rejects(cache.get('/', 0, () => Promise.reject(new Error('no database'))));
  const { render } = counting();
  assert.equal((await cache.get('/', 0, render)).status, 200);
});

test('the body comes in the best form the client takes', async () => {
  const cache = new MicroCache();
  const page = await cache.get('/', 0, counting().render);
  assert.equal(negotiate(page, 'gzip, br').encoding, 'br');
  assert.equal(brotliDecompressSync(negotiate(page, 'gzip, br').body).toString(), '第 1 次');
  assert.equal(negotiate(page, 'gzip').encoding, 'gzip');
  assert.equal(negotiate(page, undefined).encoding, undefined);
});
