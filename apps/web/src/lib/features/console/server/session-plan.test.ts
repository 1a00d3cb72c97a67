import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormReader } from './form-reader.ts';
import { readPlans } from './session-plan.ts';

const now = new Date('2026-11-22T02:00:00Z');

function form(fields: Record<string, string | string[]>): FormReader {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) data.append(name, one);
  return new FormReader(data, 'Asia/Shanghai');
}
const evening = {
  dates: ['2026-11-25', '2026-12-02'],
  startTime: '18:30',
  endTime: '20:00',
  spaceId: '',
  teacherId: 'teacher',
  capacity: '30',
  opensDays: '3',
  opensTime: '12:00',
  closesMinutes: '30',
  'quota-sanitation': '10',
  'quota-migrant': '',
};

test('every chosen date becomes a session with its own booking window', () => {
  const plans = readPlans(form(evening), 'Asia/Shanghai', now);
  assert.deepEqual(plans[1], {
    spaceId: null,
    teacherId: 'teacher',
    capacity: 30,
    quotas: [{ category: 'sanitation', seats: 10 }],
    startsAt: '2026-12-02T10:30:00.000Z',
    endsAt: '2026-12-02T12:00:00.000Z',
    bookingOpensAt: '2026-11-29T04:00:00.000Z',
    bookingClosesAt: '2026-12-02T10:00:00.000Z',
  });
  assert.equal(plans.length, 2);
});

test('an end before the start is on the next day; booking can open at once', () => {
  const [plan] = readPlans(
    form({ ...evening, dates: '2026-12-31', startTime: '22:00', endTime: '00:30', opensDays: 'now' }),
    'Asia/Shanghai',
    now,
  );
  assert.equal(plan?.endsAt, '2026-12-31T16:30:00.000Z');
  assert.equal(plan?.bookingOpensAt, now.toISOString());
});

test('what is missing is left for the API to refuse by name', () => {
  const [plan] = readPlans(form({ ...evening, startTime: '', capacity: '' }), 'Asia/Shanghai', now);
  assert.equal(plan?.startsAt, '');
  assert.equal(plan?.bookingClosesAt, '');
  assert.ok(Number.isNaN(plan?.capacity));
});
