import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CookieJar } from './cookie-jar.ts';

const answer = (...cookies: string[]) => {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { headers });
};

test('cookies that the API sets are sent with the next call and relayed as they came', () => {
  const jar = new CookieJar('lang=en; theme=a=b');
  const session = '__Secure-wengong.session_token=abc%2F1; Path=/; HttpOnly; Secure; SameSite=Lax';
  assert.equal(jar.hasSession, false);
  jar.receive(answer(session));
  assert.equal(jar.header, 'lang=en; theme=a=b; __Secure-wengong.session_token=abc%2F1');
  assert.equal(jar.hasSession, true);
  assert.deepEqual(jar.toRelay, [session]);
});

test('a cookie that the API clears is gone for the next call, and the browser is told', () => {
  const jar = new CookieJar('wengong.session_token=abc');
  jar.receive(answer('wengong.session_token=; Max-Age=0'));
  assert.equal(jar.hasSession, false);
  assert.equal(jar.header, '');
  assert.equal(jar.toRelay.length, 1);
});

test('no cookies are no trouble', () => {
  assert.equal(new CookieJar(null).header, '');
});
