import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDay, readRoster } from './roster.rules.ts';

test('every row of a roster is either read or named as a fault', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }).map((text) => text.replace(/["\r\n,]/g, '')),
    fc.constantFrom('13812341234', '2027-12-31', '2027-13-01', '环卫工人'),
  );
  const line = fc.tuple(cell, cell, cell).map((cells) => ['x', ...cells].join(','));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const { rows, faults } = readRoster(['姓名,手机号,有效期至,类别', ...lines].join('\n'));
      const numbers = [...rows, ...faults].map((each) => each.row).sort((a, b) => a - b);
      assert.deepEqual(
        numbers,
        lines.map((_, index) => index + 2),
      );
    }),
  );
});

test('columns are found by name in any order, and days in the common spellings', () => {
  const { rows } = readRoster('valid_until,category,phone\n2027/1/5,courier,138 1234 1234');
  assert.deepEqual(rows, [
    { row: 2, phone: '+8613812341234', card: null, validUntil: '2027-01-05', categories: ['courier'] },
  ]);
  assert.equal(readDay('2027.12.31'), '2027-12-31');
  for (const text of ['', '20271231', '2027-02-29', '1999-01-01', '31/12/2027'])
    assert.equal(readDay(text), null);
});
