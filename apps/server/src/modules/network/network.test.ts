import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPalace, listCities, listPalaces } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

test('a palace is found by the name in its address', async () => {
  const palace = await createPalace(app, { name: '测试市工人文化宫' });
  const found = await app.call(getPalace, { params: { slug: palace.slug } });
  assert.equal(found.name, '测试市工人文化宫');
  assert.equal(found.id, palace.id);
});

test('an unknown palace is a 404 with a sentence in the caller’s language', async () => {
  const answer = await app.inject({
    method: 'GET',
    url: '/api/v1/palaces/by-slug/nowhere-here',
    headers: { 'accept-language': 'en' },
  });
  assert.equal(answer.statusCode, 404);
  assert.match(answer.headers['content-type'] as string, /application\/problem\+json/);
  assert.equal(answer.json().code, 'not-found');
  assert.equal(answer.json().title, 'Not found');
});

test('paging by cursor shows every palace of a city once', async () => {
  const city = `分页市${Date.now() % 100000}`;
  for (let i = 0; i < 5; i += 1) await createPalace(app, { city });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listPalaces, {
      query: { city, limit: 2, ...(cursor ? { cursor } : {}) },
    });
    seen.push(...part.items.map((item) => item.id));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen.length, 5);
  assert.equal(new Set(seen).size, 5);
  const cities = await app.call(listCities, {});
  assert.equal(cities.items.find((item) => item.city === city)?.palaces, 5);
});

test('a damaged cursor is refused with a clear error', async () => {
  const answer = await app.inject({
    method: 'GET',
    url: '/api/v1/palaces?cursor=%00nonsense',
  });
  assert.equal(answer.statusCode, 400);
  assert.equal(answer.json().code, 'invalid-request');
});

test('with a place, the nearest palace comes first', async () => {
  const far = await createPalace(app, { latitude: 45.8, longitude: 126.5 });
  const near = await createPalace(app, { latitude: 31.98, longitude: 120.89 });
  const found = await app.call(listPalaces, {
    query: { latitude: 32, longitude: 120.9, limit: 100 },
  });
  const order = found.items.map((item) => item.id);
  assert.ok(order.indexOf(near.id) < order.indexOf(far.id));
});
