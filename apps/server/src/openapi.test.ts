import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { createTestApp, type TestApp } from './testkit/app.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const description = async () => (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json();

test('the description of the API is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(await description());
  assert.equal(result.valid, true, JSON.stringify(result.errors, null, 1)?.slice(0, 2000));
});

test('the validator does find a broken description (negative control)', async () => {
  const broken = { ...(await description()), paths: { '/x': { get: { responses: 'none' } } } };
  assert.equal((await new Validator().validate(broken)).valid, false);
});

test('every route of the table is described, with who may call it', async () => {
  const { openapi, paths } = await description();
  assert.equal(openapi, '3.1.0');
  for (const { descriptor } of app.routes) {
    const path = descriptor.path.replace(/:(\w+)/g, '{$1}');
    const operation = paths[path]?.[descriptor.method.toLowerCase()];
    assert.ok(operation?.summary, `${descriptor.method} ${path}`);
    assert.ok(operation.description, `${descriptor.method} ${path}`);
  }
});

test('the API can be browsed: a page, its viewer, and the description that it reads', async () => {
  const bare = await app.inject({ url: '/api/docs' });
  assert.deepEqual([bare.statusCode, bare.headers.location], [301, '/api/docs/']);
  const page = await app.inject({ url: '/api/docs/' });
  assert.match(page.headers['content-type'] ?? '', /^text\/html/);
  assert.match(page.body, /\/api\/openapi\.json/);
  const script = await app.inject({ url: '/api/docs/js/scalar.js' });
  assert.match(script.headers['content-type'] ?? '', /javascript/);
  assert.ok(script.rawPayload.length > 1_000_000);
  assert.equal((await app.inject({ url: '/api/docs/nothing' })).statusCode, 404);
});
