import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageLinks } from './paging.ts';

const at = (path: string) => new URL(path, 'http://local');

test('the first page has no previous one, the last no next one', () => {
  assert.deepEqual(pageLinks(at('/activities?free=1'), null), { previous: null, next: null });
});

test('paging keeps the filters and finds its way back page by page', () => {
  const first = pageLinks(at('/activities?free=1'), 'b');
  assert.deepEqual(first, { previous: null, next: '/activities?free=1&cursor=b' });
  const second = pageLinks(at(first.next ?? ''), 'c');
  assert.equal(second.previous, '/activities?free=1');
  const third = pageLinks(at(second.next ?? ''), null);
  assert.equal(third.previous, '/activities?free=1&cursor=b');
  assert.equal(third.next, null);
});

test('the address remembers a bounded number of pages', () => {
  let path = '/activities';
  for (let page = 0; page < 50; page++) path = pageLinks(at(path), `cursor-${page}`).next ?? '';
  assert.ok(path.length < 300, path);
  assert.match(pageLinks(at(path), null).previous ?? '', /cursor=cursor-48/);
});
