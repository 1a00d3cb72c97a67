import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha256Head } from './sha256.ts';

test('the first 32 bits are those of SHA-256, whatever the length', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'wengong.0.12345/abc'.repeat(12).slice(0, length);
    assert.equal(
      sha256Head(text),
      createHash('sha256').update(text).digest().readUInt32BE(0),
      String(length),
    );
  }
});
