import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { Problem } from '../errors.ts';
import { installProblems } from './problems.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('who asked for a page and is turned away reads why; programs get the document', async () => {
  const app = Fastify();
  installProblems(app, {});
  const refuse = async () => {
    throw new Problem('busy', {}, { retryAfter: 5 });
  };
  app.get('/p/nantong', refuse);
  app.post('/p/nantong', refuse);
  app.get('/api/v1/sessions', refuse);
  app.get('/odd', async () => {
    throw new Problem('invalid-request', { details: '<script>' });
  });
  const page = await app.inject({ url: '/p/nantong', headers: browser });
  assert.equal(page.statusCode, 503);
  assert.equal(page.headers['retry-after'], '5');
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.match(page.body, /<h1>此刻人多<\/h1>/);
  assert.match(page.body, /Try again in a few seconds/);
  assert.match(page.body, /<a href="">/);
  // A link would come back without what was typed.
  const posted = await app.inject({ method: 'POST', url: '/p/nantong', headers: browser });
  assert.doesNotMatch(posted.body, /<a /);
  assert.match(posted.body, /刷新本页.*重新提交/);
  for (const [url, headers] of [
    ['/api/v1/sessions', browser],
    ['/p/nantong', { accept: '*/*' }],
    ['/p/nantong', {}],
  ] as const) {
    const answer = await app.inject({ url, headers });
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.json().code, 'busy');
  }
  const odd = await app.inject({ url: '/odd', headers: browser });
  assert.ok(odd.body.includes('&lt;script&gt;') && !odd.body.includes('<script>'));
});
