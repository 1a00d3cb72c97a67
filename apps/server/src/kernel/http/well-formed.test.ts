import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuseHalfCharacters } from './well-formed.ts';

test('a body is refused exactly when one of its texts holds half a character', () => {
  const unit = fc.constantFrom('\\', 'u', 'd800', '\ud83d', '\ude00', '😀', '文', '"', 'a');
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const text = units.join('');
      const check = () => refuseHalfCharacters({ title: text, list: [{ [text]: 1 }] });
      if (text.isWellFormed()) check();
      else assert.throws(check, { code: 'invalid-request' });
    }),
    { numRuns: 2000 },
  );
  refuseHalfCharacters(undefined);
  refuseHalfCharacters(null);
});
