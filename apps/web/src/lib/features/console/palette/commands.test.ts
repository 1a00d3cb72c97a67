import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Command, matching, remembered } from './commands.ts';

const command = (label: string, more: Partial<Command> = {}): Command => ({
  key: label,
  label,
  href: `/${label}`,
  icon: 'home',
  ...more,
});

test('every word must be found, in any order; what begins with it comes first', () => {
  const commands = [command('看预约'), command('预约'), command('Bookings', { hint: 'all of the palace' })];
  const found = (typed: string) => matching(commands, typed).map((one) => one.label);
  assert.deepEqual(found('预约'), ['预约', '看预约']);
  assert.deepEqual(found('palace book'), ['Bookings']);
  assert.deepEqual(found('预约 x'), []);
  assert.equal(found('').length, 3);
});

test('the latest is remembered first and once; what names people is not', () => {
  const [a, b] = [command('a'), command('b')];
  assert.deepEqual(remembered([a, b], b), [b, a]);
  assert.deepEqual(
    remembered([a, b], command('c'), 2).map((one) => one.label),
    ['c', 'a'],
  );
  assert.deepEqual(remembered([a], command('林小满', { remember: false })), [a]);
});
