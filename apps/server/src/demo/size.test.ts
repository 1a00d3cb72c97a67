import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveKeys } from '../kernel/crypto.ts';
import { newTicketCode, standingAt } from '../modules/booking/index.ts';
import { buildDemonstration } from './build.ts';
import { palaces } from './palaces/index.ts';
import { FULL } from './size.ts';

const keys = deriveKeys('a secret of the test, long enough for it');

test('at full size the network is as large as it says, and its figures can be true', () => {
  const now = new Date('2026-11-18T06:20:00Z');
  const { rows } = buildDemonstration(now, { keys, ticketCode: newTicketCode, standingAt }, FULL);
  for (const [table, least] of [
    ['person', 20_000],
    ['session', 3000],
    ['booking', 100_000],
    ['check_in', 60_000],
  ] as const) {
    assert.ok(rows.of(table).length >= least, `${table}: ${rows.of(table).length} of ${least}`);
  }
  const phones = new Set(rows.of('person').map((person) => String(person.phone_hash)));
  assert.equal(phones.size, rows.of('person').length, 'everybody has a number of their own');
  const waiting = Map.groupBy(
    rows.of('booking').filter((booking) => booking.status === 'waitlisted'),
    (booking) => booking.session_id,
  );
  assert.ok(
    [...waiting.values()].some((list) => list.length >= 20),
    'a long waiting list',
  );
  const bases = palaces
    .find(({ slug }) => slug === 'haining')
    ?.spaces.filter(({ key }) => /^base-/.test(key));
  const used = new Set(rows.of('session').map((session) => session.space_id));
  const spaces = rows.of('space').filter((space) => bases?.some(({ name }) => name[0] === space.name));
  assert.deepEqual([spaces.length, spaces.filter((space) => !used.has(space.id)).length], [12, 0]);
  const harbin = rows.of('palace').find((palace) => palace.slug === 'harbin')?.id;
  const days = Map.groupBy(
    rows.of('check_in').filter((row) => row.palace_id === harbin),
    (row) => (row.at as Date).toISOString().slice(0, 10),
  );
  const most = Math.max(...[...days.values()].map((day) => day.length));
  assert.ok(most < 1470, `${most} people with a ticket on one of Harbin’s days, of 3,670`);
});
