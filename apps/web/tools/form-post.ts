/**
 * Proves that form posts pass Kit's origin check behind Fastify on one port, and that foreign ones do not:
 * `node tools/form-post.ts` after a build. Exits non-zero with the first broken promise.
 */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import process from 'node:process';
import Fastify from 'fastify';

const port = 8121;
const origin = `http://127.0.0.1:${port}`;

process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
process.env.HOST_HEADER = 'x-forwarded-host';
const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
};

const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', (_request, _payload, done) => done(null));
app.all('/*', (request, reply) => {
  request.raw.headers['x-forwarded-proto'] = request.protocol;
  request.raw.headers['x-forwarded-host'] = request.host;
  reply.hijack();
  handler(request.raw, reply.raw);
});
await app.listen({ port, host: '127.0.0.1' });

try {
  const own = await post({ origin });
  assert.equal(own.status, 303, 'our own form is accepted');
  assert.equal(own.headers.get('location'), '/preferences');
  assert.match(own.headers.getSetCookie().join('\n'), /^lang=en;/m, 'and its choice is remembered');
  assert.equal(
    (await post({ origin: 'https://elsewhere.example' })).status,
    403,
    'a foreign form is refused',
  );
  assert.equal((await post({})).status, 403, 'a form without an origin is refused');
  const spoofed = await post({
    origin: 'https://elsewhere.example',
    'x-forwarded-host': 'elsewhere.example',
  });
  assert.equal(spoofed.status, 403, 'a client cannot name the origin itself');
  console.log('form posts: own origin 303, foreign, missing and spoofed origin 403');
} finally {
  await app.close();
}

function post(headers: Record<string, string>): Promise<Response> {
  return fetch(`${origin}/preferences`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', ...headers },
    body: new URLSearchParams({ lang: 'en', back: '/preferences' }),
  });
}
