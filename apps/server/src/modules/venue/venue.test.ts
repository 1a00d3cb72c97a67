import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  createClosure,
  createResource,
  createSpace,
  deleteClosure,
  getOpeningHours,
  getSpace,
  listClosures,
  listResources,
  listSlots,
  listSpaces,
  listStaffSpaces,
  renameResource,
  setOpeningHours,
  updateSpace,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff } from '../../testkit/person.ts';
import { allocate, release, spaceForBooking } from './index.ts';
import { makeHalls, makeSpace, openDaily, spaceBody } from './venue.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

async function palaceWithDirector() {
  const palace = await createPalace(app);
  return { palaceId: palace.id, as: await createStaff(app, palace.id, ['director']) };
}

/** 10:00–11:00 on the palace's wall clock, the day after the clock's. */
const tenOClock = { startsAt: new Date('2026-11-24T02:00:00Z'), endsAt: new Date('2026-11-24T03:00:00Z') };

test('a new space gets a room unit of its own; the public list leaves its units out', async () => {
  const { palaceId, as } = await palaceWithDirector();
  const hall = await makeSpace(app, palaceId, as, { name: '排练厅', kind: 'rehearsal' });
  assert.equal(hall.unitIds.length, 1);
  const { items } = await app.call(listSpaces, { params: { palaceId } });
  assert.deepEqual(
    items.map((space) => [space.name, 'unitIds' in space]),
    [['排练厅', false]],
  );
  const resources = await app.call(listResources, { params: { palaceId }, query: { kind: 'room_unit' }, as });
  assert.deepEqual(
    resources.items.map((each) => [each.id, each.name]),
    [[hall.unitIds[0], '排练厅']],
  );
});

test('a changed space keeps its units; only bookable spaces are offered for booking', async () => {
  const { palaceId, as } = await palaceWithDirector();
  const hall = await makeSpace(app, palaceId, as);
  const { unitIds: _, ...body } = spaceBody({ name: '报告厅', bookable: false });
  const changed = await app.call(updateSpace, { params: { palaceId, spaceId: hall.id }, body, as });
  assert.equal(changed.name, '报告厅');
  assert.deepEqual(changed.unitIds, hall.unitIds);
  assert.equal(
    (await app.call(listSpaces, { params: { palaceId }, query: { bookable: 'true' } })).items.length,
    0,
  );
  assert.equal((await app.call(listStaffSpaces, { params: { palaceId }, as })).items.length, 1);
  const refused = await app.refused(listSlots, {
    params: { palaceId, spaceId: hall.id },
    query: { day: '2026-11-24' },
  });
  assert.deepEqual(refused, { status: 409, code: 'space-not-bookable' });
});

test('a member never pays more, and units of another palace are unknown', async () => {
  const { palaceId, as } = await palaceWithDirector();
  const other = await palaceWithDirector();
  const theirs = await makeSpace(app, other.palaceId, other.as);
  const dear = spaceBody({ priceFen: 100, memberPriceFen: 200 });
  assert.equal((await app.refused(createSpace, { params: { palaceId }, body: dear, as })).status, 400);
  const stolen = spaceBody({ unitIds: theirs.unitIds });
  assert.deepEqual(await app.refused(createSpace, { params: { palaceId }, body: stolen, as }), {
    status: 422,
    code: 'resource-unknown',
  });
  assert.equal((await app.call(listSpaces, { params: { palaceId } })).items.length, 0);
});

test('slots follow opening hours, closures and what occupies the space', async () => {
  const { palaceId, as } = await palaceWithDirector();
  await openDaily(app, palaceId, as);
  const hall = await makeSpace(app, palaceId, as);
  const params = { palaceId, spaceId: hall.id };
  const day = { day: '2026-11-24' };
  const empty = await app.call(listSlots, { params, query: day });
  assert.equal(empty.items.length, 12);
  assert.ok(
    empty.items.every((slot) => slot.free && slot.priceFen === 10_000 && slot.memberPriceFen === 6_000),
  );

  await app.call(createClosure, {
    params: { palaceId },
    body: {
      spaceId: null,
      startsAt: '2026-11-24T05:00:00Z',
      endsAt: '2026-11-24T07:00:00Z',
      reason: '设备检修',
    },
    as,
  });
  const holder = { kind: 'space_booking' as const, id: newId() };
  await app.deps.db.transact((tx) => allocate(tx, { palaceId, spaceId: hall.id, during: tenOClock, holder }));
  const taken = await app.call(listSlots, { params, query: day });
  const busy = taken.items.filter((slot) => !slot.free).map((slot) => slot.startsAt);
  assert.deepEqual(busy, [
    '2026-11-24T02:00:00.000Z',
    '2026-11-24T05:00:00.000Z',
    '2026-11-24T06:00:00.000Z',
  ]);

  await app.deps.db.transact((tx) => release(tx, palaceId, holder.id));
  const again = await app.call(listSlots, { params, query: day });
  assert.equal(again.items.filter((slot) => !slot.free).length, 2);
});

test('a space’s own hours go before the palace’s; overlapping hours are refused', async () => {
  const { palaceId, as } = await palaceWithDirector();
  await openDaily(app, palaceId, as);
  const hall = await makeSpace(app, palaceId, as);
  const own = [{ weekday: 2, opens: '18:00', closes: '24:00' }];
  await app.call(setOpeningHours, { params: { palaceId }, body: { spaceId: hall.id, hours: own }, as });
  const params = { palaceId, spaceId: hall.id };
  assert.equal((await app.call(listSlots, { params, query: { day: '2026-11-24' } })).items.length, 6);
  assert.equal((await app.call(listSlots, { params, query: { day: '2026-11-25' } })).items.length, 0);
  assert.deepEqual((await app.call(getSpace, { params })).openingHours, own);
  assert.equal((await app.call(getOpeningHours, { params: { palaceId }, as })).items.length, 8);
  const overlapping = [
    { weekday: 2, opens: '09:00', closes: '12:00' },
    { weekday: 2, opens: '11:00', closes: '13:00' },
  ];
  const refused = await app.refused(setOpeningHours, {
    params: { palaceId },
    body: { spaceId: null, hours: overlapping },
    as,
  });
  assert.deepEqual(refused, { status: 422, code: 'opening-hours-overlap' });
});

test('a lifted closure frees its slots', async () => {
  const { palaceId, as } = await palaceWithDirector();
  await openDaily(app, palaceId, as);
  const hall = await makeSpace(app, palaceId, as);
  const body = {
    spaceId: hall.id,
    startsAt: '2026-11-24T00:00:00+08:00',
    endsAt: '2026-11-25T00:00:00+08:00',
    reason: '装台',
  };
  const closure = await app.call(createClosure, { params: { palaceId }, body, as });
  const free = async () => {
    const { items } = await app.call(listSlots, {
      params: { palaceId, spaceId: hall.id },
      query: { day: '2026-11-24' },
    });
    return items.filter((slot) => slot.free).length;
  };
  assert.equal(await free(), 0);
  assert.equal((await app.call(listClosures, { params: { palaceId }, as })).items.length, 1);
  await app.call(deleteClosure, { params: { palaceId, closureId: closure.id }, as });
  assert.equal(await free(), 12);
});

test('the whole hall collides with its half, the halves do not collide', async () => {
  const { palaceId, as } = await palaceWithDirector();
  const { east, west, whole } = await makeHalls(app, palaceId, as);
  const take = (spaceId: string) =>
    app.deps.db.transact((tx) =>
      allocate(tx, { palaceId, spaceId, during: tenOClock, holder: { kind: 'session', id: newId() } }),
    );
  await take(east.id);
  await take(west.id);
  await assert.rejects(take(whole.id), (error: Error & { code: string; values: Record<string, string> }) => {
    assert.equal(error.code, 'space-taken');
    assert.match(String(error.values.when), /11-24 10:00–11:00/);
    return true;
  });
});

test('booking gets the slot, its price and whether it is free; none when the time begins no slot', async () => {
  const { palaceId, as } = await palaceWithDirector();
  await openDaily(app, palaceId, as);
  const hall = await makeSpace(app, palaceId, as);
  const at = (startsAt: Date) =>
    spaceForBooking(app.deps.db.reader, { palaceId, spaceId: hall.id, startsAt, now: app.clock.now() });
  const found = await at(tenOClock.startsAt);
  assert.equal(found?.priceFen, 10_000);
  assert.deepEqual(found?.slot, { ...tenOClock, free: true });
  assert.equal((await at(new Date('2026-11-24T02:30:00Z')))?.slot, null);
});

test('teachers are added and renamed by staff, seen by staff only', async () => {
  const { palaceId, as } = await palaceWithDirector();
  const body = { kind: 'teacher' as const, name: '舞蹈老师甲' };
  const teacher = await app.call(createResource, { params: { palaceId }, body, as });
  const params = { palaceId, resourceId: teacher.id };
  await app.call(renameResource, { params, body: { name: '舞蹈老师乙' }, as });
  const { items } = await app.call(listResources, { params: { palaceId }, query: { kind: 'teacher' }, as });
  assert.deepEqual(items, [{ id: teacher.id, kind: 'teacher', name: '舞蹈老师乙' }]);
  assert.equal((await app.refused(listResources, { params: { palaceId } })).status, 401);
});
