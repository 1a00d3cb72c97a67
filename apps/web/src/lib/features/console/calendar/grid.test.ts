import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomCalendarItem } from '@wengong/contract';
import { blocksOf, clockOf, instantsOf, mondayOf, placeOf, shiftedBy } from './grid.ts';

const ZONE = 'Asia/Shanghai';
const space = (id: string, ...unitIds: string[]) => ({ id, name: id, nameEn: '', capacity: 10, unitIds });
const item = (
  id: string,
  startsAt: string,
  endsAt: string,
  spaceId: string | null = 'hall',
): RoomCalendarItem => ({
  kind: 'session',
  id,
  activityId: id,
  title: id,
  titleEn: '',
  status: 'draft',
  spaceId,
  unitIds: spaceId === 'hall' ? ['east', 'west'] : [],
  teacher: null,
  startsAt,
  endsAt,
  version: 1,
  booked: 0,
  capacity: 10,
});
const column = (spaceId: string | null) => ({ key: '', day: '2026-12-01', spaceId });

test('a session stands in its room’s column by the palace’s clock; a room that shares a part is taken too', () => {
  const items = [item('a', '2026-12-01T10:30:00.000Z', '2026-12-01T12:00:00.000Z')];
  const [own] = blocksOf(items, column('hall'), space('hall', 'east', 'west'), ZONE);
  assert.deepEqual([own?.start, own?.end, own?.shared], [18 * 60 + 30, 20 * 60, false]);
  assert.equal(blocksOf(items, column('east'), space('east', 'east'), ZONE)[0]?.shared, true);
  assert.deepEqual(blocksOf(items, column('other'), space('other', 'x'), ZONE), []);
});

test('what needs no room is in a column of its own, side by side when it runs at the same time', () => {
  const items = [
    item('a', '2026-12-01T02:00:00.000Z', '2026-12-01T04:00:00.000Z', null),
    item('b', '2026-12-01T03:00:00.000Z', '2026-12-01T05:00:00.000Z', null),
    item('c', '2026-12-01T06:00:00.000Z', '2026-12-01T07:00:00.000Z', null),
  ];
  assert.deepEqual(
    blocksOf(items, column(null), null, ZONE).map(({ item: { id }, lane, lanes }) => [id, lane, lanes]),
    [
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 0, 1],
    ],
  );
});

test('a place said in instants and read again is the same place, over midnight too', () => {
  for (const [start, end] of [
    [9 * 60, 10 * 60 + 15],
    [22 * 60, 24 * 60 + 30],
  ] as const) {
    const place = { day: '2026-12-31', spaceId: 'hall', start, end };
    const instants = instantsOf(place, ZONE);
    assert.ok(instants);
    assert.deepEqual(placeOf(item('a', instants.startsAt, instants.endsAt), ZONE), place);
  }
  assert.equal(clockOf(24 * 60 + 30), '00:30');
});

test('a drag snaps to a quarter of an hour, stays on its day and lasts that long at least', () => {
  const place = { day: '2026-12-01', spaceId: null, start: 60, end: 120 };
  assert.deepEqual(shiftedBy(place, 'whole', 22), { ...place, start: 75, end: 135 });
  assert.deepEqual(shiftedBy(place, 'whole', -500), { ...place, start: 0, end: 60 });
  assert.equal(shiftedBy(place, 'end', -500).end, 75);
  assert.equal(shiftedBy(place, 'start', 500).start, 105);
});

test('a week begins on Monday', () => {
  assert.equal(mondayOf('2026-11-22'), '2026-11-16');
  assert.equal(mondayOf('2026-11-23'), '2026-11-23');
});
