import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { claimKiosk, getMe } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';

const LIMIT = 40;
const app = await createTestApp({ rateLimit: LIMIT, trustProxy: true });
after(() => app.close());

const from = (address: string, url: string, target: TestApp = app) =>
  target.inject({ url, headers: { 'x-forwarded-for': address } });

test('an address has so many calls a minute; then it reads when to come again, and others go on', async () => {
  for (let calls = 0; calls < LIMIT; calls += 1)
    assert.equal((await from('10.0.0.1', getMe.path)).statusCode, 200);
  const refused = await from('10.0.0.1', getMe.path);
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.json().code, 'rate-limited');
  const seconds = Number(refused.headers['retry-after']);
  assert.ok(seconds > 0 && seconds <= 60, `come again in ${seconds} s`);
  assert.ok(refused.json().detail.includes(`${seconds} 秒`), refused.json().detail);
  assert.equal((await from('10.0.0.2', getMe.path)).statusCode, 200);
});

test('what is tried with codes has a limit of its own, below the other', async () => {
  const { perMinute = 0 } = claimKiosk;
  assert.ok(perMinute > 0 && perMinute < LIMIT);
  const url = claimKiosk.path.replace(':palaceId', '00000000-0000-7000-8000-000000000000');
  const claim = () =>
    app.inject({
      method: 'POST',
      url,
      payload: { code: 'x'.repeat(24) },
      headers: { 'x-forwarded-for': '10.0.0.3' },
    });
  for (let calls = 0; calls < perMinute; calls += 1) assert.notEqual((await claim()).statusCode, 429);
  assert.equal((await claim()).statusCode, 429);
});

test('a process that comes late to its work asks everybody to come again, until it has caught up', async () => {
  const late = await createTestApp({ loopDelayMs: 150 });
  try {
    const busy = () => {
      const until = performance.now() + 400;
      while (performance.now() < until);
    };
    // The delay is looked at once a second.
    const answered = async (status: number, meanwhile: () => void = () => undefined) => {
      const until = performance.now() + 20_000;
      for (;;) {
        meanwhile();
        await turn();
        const answer = await late.inject({ url: getMe.path });
        if (answer.statusCode === status || performance.now() > until) return answer;
      }
    };
    const answer = await answered(503, busy);
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers['retry-after'], '5');
    assert.equal(answer.json().code, 'busy');
    const page = await late.inject({ url: '/me', headers: { accept: 'text/html' } });
    assert.equal(page.statusCode, 503);
    assert.match(page.body, /此刻人多/);
    assert.equal((await answered(200)).statusCode, 200);
  } finally {
    await late.close();
  }
});
