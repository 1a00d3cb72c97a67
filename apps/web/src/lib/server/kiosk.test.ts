import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilSwitchedOff } from './kiosk.ts';

test('at a kiosk a session ends with the browser; what ends it, and other cookies, stay as they are', () => {
  const attributes =
    '; Max-Age=31536000; Path=/; HttpOnly; Expires=Tue, 23 Nov 2027 04:00:00 GMT; SameSite=Lax';
  assert.equal(
    untilSwitchedOff(`wengong.session_token=a.b${attributes}`),
    'wengong.session_token=a.b; Path=/; HttpOnly; SameSite=Lax',
  );
  for (const kept of ['wengong.session_token=; Max-Age=0; Path=/', `lang=en${attributes}`]) {
    assert.equal(untilSwitchedOff(kept), kept);
  }
});
