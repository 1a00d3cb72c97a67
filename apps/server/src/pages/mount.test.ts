import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { installProblems } from '../kernel/http/problems.ts';
import { createKiosk, kioskCookieOf, type TestKiosk } from '../modules/booking/devices/kiosk.factory.ts';
import { createTestApp, type TestApp } from '../testkit/app.ts';
import { createPalace } from '../testkit/palace.ts';
import { servePages } from './mount.ts';

let app: TestApp;
let kiosk: TestKiosk;
let pages: FastifyInstance;
let rendered: string[];
before(async () => {
  app = await createTestApp();
  kiosk = await createKiosk(app, (await createPalace(app)).id);
});
after(() => app.close());
beforeEach(async () => {
  rendered = [];
  pages = Fastify();
  installProblems(pages, {});
  servePages(pages, app.deps, ({ headers }, response) => {
    rendered.push(headers.cookie ?? '');
    response.setHeader('cache-control', 'public, max-age=0, s-maxage=1');
    response.end('page');
  });
});

const ROOM = '/p/harbin/sessions/01a2-b/room';
const ask = (cookie: string, url = ROOM) => pages.inject({ url, headers: { cookie, accept: 'text/html' } });
const session = 'wengong.session_token=secret.signature';

test('a thousand who say they are a kiosk cost the waiting page no rendering beyond everybody’s', async () => {
  const { palaceId, cookie, token } = kiosk;
  const stolen = cookie.slice(0, -4);
  for (let i = 0; i < 300; i += 1) {
    for (const said of [
      `wengong.kiosk=${i}`,
      kioskCookieOf(palaceId, `${i}`.padStart(43, 'x')).cookie,
      `${kioskCookieOf(palaceId, `${i}`.padStart(43, 'x')).cookie}.${cookie.slice(-43)}`,
      `${stolen}${`${i}`.padStart(4, 'A')}`,
      kioskCookieOf(palaceId, token).cookie,
    ]) {
      const answer = await ask(`${said}; ${session}${i}`);
      assert.equal(answer.statusCode, 200);
    }
  }
  assert.deepEqual(rendered, ['']);
});

test('a kiosk has the waiting page for itself, five at once and then one a second; another is not held up', async () => {
  const own = `${kiosk.cookie}; ${session}`;
  const answers = await Promise.all(Array.from({ length: 9 }, () => ask(own)));
  assert.deepEqual(answers.map((answer) => answer.statusCode).toSorted(), [
    ...Array(5).fill(200),
    ...Array(4).fill(429),
  ]);
  assert.deepEqual(rendered, Array(5).fill(own));
  const refused = answers.find((answer) => answer.statusCode === 429);
  assert.equal(refused?.headers['retry-after'], '1');
  assert.match(refused?.body ?? '', /请在 1 秒后再试/);
  const other = await createKiosk(app, kiosk.palaceId);
  assert.equal((await ask(other.cookie)).statusCode, 200);
  assert.equal((await ask(own, '/p/harbin')).statusCode, 200);
  app.clock.advance(1 / 60);
  assert.deepEqual([(await ask(own)).statusCode, (await ask(own)).statusCode], [200, 429]);
});

test('a form may be as large as its page needs; a larger one is refused before it is read', async () => {
  const post = async (url: string, bytes: number) => {
    const answer = await pages.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
      payload: Buffer.alloc(bytes),
    });
    return answer.statusCode;
  };
  const mebi = 1024 ** 2;
  assert.deepEqual([await post('/me/settings', mebi), await post('/me/settings', mebi + 1)], [200, 413]);
  assert.equal(await post('/me/contest?/report', 36 * mebi + 4096), 200, 'three pictures of 12 MB');
  assert.equal(await post('/me/contest?/report', 37 * mebi + 1), 413);
  assert.equal(await post('/me/contest?/withdraw', 2 * mebi), 413);
  assert.equal(await post('/me/contests', 2 * mebi), 413);
  const piecemeal = await pages.inject({
    method: 'POST',
    url: '/me/settings',
    headers: { 'transfer-encoding': 'chunked', accept: 'text/html' },
    payload: 'a=1',
  });
  assert.equal(piecemeal.statusCode, 413);
  assert.match(piecemeal.body, /内容太大/);
});
