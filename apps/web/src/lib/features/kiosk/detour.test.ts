import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kioskDetour } from './detour.ts';

const palace = { id: '01a', slug: 'harbin' };
const detour = (path: string) => kioskDetour(new URL(path, 'http://kiosk.local'), palace);

test('a kiosk shows its palace and what a person needs there', () => {
  for (const path of [
    '/p/harbin',
    '/p/harbin/sessions/1/room',
    '/me',
    '/me/tickets',
    '/sign-in?back=/me',
    '/activities?palaceId=01a&kind=course',
    '/poster/venue/harbin.svg',
    '/kiosk/harbin',
  ]) {
    assert.equal(detour(path), null, path);
  }
});

test('what leads elsewhere leads to its palace', () => {
  for (const path of [
    '/',
    '/p/harbin-2',
    '/p/nantong/spaces',
    '/console',
    '/sign-out',
    '/door/harbin',
    '/videos/1',
    '/kiosk/nantong',
    '/media',
  ]) {
    assert.equal(detour(path), '/p/harbin', path);
  }
  assert.equal(detour('/venues'), '/p/harbin/spaces');
  assert.equal(detour('/activities?kind=course&city=x'), '/activities?palaceId=01a&kind=course');
  assert.equal(detour('/activities?palaceId=other'), '/activities?palaceId=01a');
  assert.equal(detour('/search?q=a%26b'), '/activities?palaceId=01a&q=a%26b');
});
