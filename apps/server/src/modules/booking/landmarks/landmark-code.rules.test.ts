import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { isLandmarkCode, landmarkCode } from './landmark-code.ts';

const key = randomBytes(32);
const here = { palaceId: 'p', landmarkId: 'l' };
const at = (seconds: number) => new Date(Date.parse('2026-11-23T04:00:00Z') + seconds * 1000);

test('a code is good while shown and one step longer, at its own landmark only', () => {
  const { code, expiresAt } = landmarkCode(key, here, at(7));
  assert.equal(expiresAt.getTime(), at(30).getTime());
  assert.ok(isLandmarkCode(key, here, code, at(0)));
  assert.ok(isLandmarkCode(key, here, code.toLowerCase(), at(59)));
  assert.ok(!isLandmarkCode(key, here, code, at(60)));
  assert.ok(!isLandmarkCode(key, here, code, at(-1)), 'not before it is shown');
  assert.ok(!isLandmarkCode(key, { ...here, landmarkId: 'm' }, code, at(7)));
  assert.ok(!isLandmarkCode(key, { ...here, palaceId: 'q' }, code, at(7)));
  assert.ok(!isLandmarkCode(randomBytes(32), here, code, at(7)));
  assert.ok(!isLandmarkCode(key, here, '', at(7)));
});
