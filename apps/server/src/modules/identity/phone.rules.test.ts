import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskPhone, normalisePhone } from './phone.rules.ts';

const national = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
  .map(([second, rest]) => `1${second}${rest}`);

/** The ways in which people write the same number. */
const spelling = fc.record({
  prefix: fc.constantFrom('', '+86', '86', '0086', '+86 ', '（+86）', '＋86'),
  separator: fc.constantFrom('', ' ', '-', '　', '–', '.'),
  fullWidth: fc.boolean(),
});

function spell(number: string, how: { prefix: string; separator: string; fullWidth: boolean }): string {
  const grouped = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(how.separator);
  const text = how.prefix + grouped;
  return how.fullWidth
    ? text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    : text;
}

test('every spelling of a number is the same number', () => {
  fc.assert(
    fc.property(national, spelling, (number, how) => {
      assert.equal(normalisePhone(spell(number, how)), `+86${number}`);
    }),
  );
});

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(national, (number) => {
      const once = normalisePhone(number) ?? '';
      assert.equal(normalisePhone(once), once);
    }),
  );
});

test('whatever is accepted has the one shape', () => {
  const nearly = fc.stringMatching(/^[+０-９\d \-a-z]{0,16}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), nearly), (text) => {
      const phone = normalisePhone(text);
      if (phone !== null) assert.match(phone, /^\+861[3-9]\d{9}$/);
    }),
  );
});

test('what is no mainland mobile number is refused', () => {
  for (const text of [
    '',
    '12812341234',
    '1381234123',
    '138123412345',
    '+85291234567',
    '021-61234567',
    '1381234123a',
  ]) {
    assert.equal(normalisePhone(text), null, text);
  }
});

test('a mask keeps the first three and last four digits and nothing else', () => {
  fc.assert(
    fc.property(national, (number) => {
      const masked = maskPhone(`+86${number}`);
      assert.equal(masked, `${number.slice(0, 3)}****${number.slice(7)}`);
      assert.equal(maskPhone(number), masked);
    }),
  );
});
