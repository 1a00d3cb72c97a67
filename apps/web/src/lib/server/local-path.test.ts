import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPath } from './local-path.ts';

test('an address on this site is kept with its query', () => {
  assert.equal(localPath('/activities?kind=course#top', '/'), '/activities?kind=course#top');
});

test('nothing leads to another site', () => {
  for (const path of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ]) {
    assert.equal(localPath(path, '/home'), '/home', String(path));
  }
});
