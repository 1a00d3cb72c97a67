import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSharedPage, preferencesOnly } from './shared-page.ts';

test('the waiting page is shared, and nothing near it', () => {
  assert.ok(isSharedPage('/p/harbin/sessions/01a2-b/room'));
  assert.ok(isSharedPage('/p/harbin/sessions/01a2-b/room?lang=en'));
  for (const url of [
    '/p/harbin/sessions/01a2-b/room/place',
    '/p/harbin/sessions/01a2-b/book',
    '/me',
    '/room',
  ]) {
    assert.ok(!isSharedPage(url), url);
  }
});

test('what tells who asks is taken off the cookies; what tells how to show the page stays, in one order', () => {
  const cookie = 'scheme=dark; wengong.session_token=secret.signature; elder=1; lang=en; x';
  assert.equal(preferencesOnly(cookie), 'elder=1; lang=en; scheme=dark');
  assert.equal(preferencesOnly(undefined), '');
});
