import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type BodyInputOf,
  checkSlots,
  createSpecialHours,
  deleteSpecialHours,
  getHours,
  getSpace,
  listAudit,
  listSlots,
  listSpecialHours,
  updateSpecialHours,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import { makeSpace, openDaily } from '../venue.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

type Body = BodyInputOf<typeof createSpecialHours>;

const newYear = (changes: Partial<Body> = {}): Body => ({
  spaceId: null,
  firstDay: '2027-01-01',
  lastDay: '2027-01-03',
  name: '元旦',
  nameEn: 'New Year',
  hours: [
    { opens: '10:00', closes: '12:00' },
    { opens: '14:00', closes: '16:00' },
  ],
  ...changes,
});

/** A palace that is open from 9 to 21 and has a court with slots of an hour. */
async function openPalace() {
  const palace = await createPalace(app);
  const params = { palaceId: palace.id };
  const as = await createStaff(app, palace.id, ['director']);
  await openDaily(app, palace.id, as);
  const court = await makeSpace(app, palace.id, as, { kind: 'court' });
  const slotsOn = async (day: string) =>
    (await app.call(listSlots, { params: { ...params, spaceId: court.id }, query: { day } })).items.map(
      (slot) => new Date(Date.parse(slot.startsAt) + 8 * 3_600_000).toISOString().slice(11, 16),
    );
  const set = (body: Body) => app.call(createSpecialHours, { params, body, as });
  const refuse = (body: Body) => app.refused(createSpecialHours, { params, body, as });
  const change = (specialHoursId: string, body: Body) => ({
    params: { ...params, specialHoursId },
    body,
    as,
  });
  return { params, as, court, slotsOn, set, refuse, change };
}

test('special hours take the place of the week’s on their days: for slots, visitors and planners', async () => {
  const { params, as, court, slotsOn, set } = await openPalace();
  const special = await set(newYear());
  assert.deepEqual(await slotsOn('2027-01-03'), ['10:00', '11:00', '14:00', '15:00']);
  assert.equal((await slotsOn('2027-01-04')).length, 12);
  const shown = await app.call(getHours, { params });
  assert.deepEqual(shown.specialHours, [special]);
  const space = await app.call(getSpace, { params: { ...params, spaceId: court.id } });
  assert.deepEqual(space.specialHours, [special]);
  // 19:00 on that wall clock: open in an ordinary week.
  const evening = { startsAt: '2027-01-02T11:00:00.000Z', endsAt: '2027-01-02T12:00:00.000Z' };
  const checked = await app.call(checkSlots, {
    params,
    body: { spaceId: court.id, teacherId: null, capacity: 10, ignore: [], slots: [evening] },
    as,
  });
  assert.deepEqual(
    checked.items[0]?.obstacles.map(({ kind, blocks }) => [kind, blocks]),
    [['hours', false]],
  );
});

test('a space’s own special hours come before the palace’s; taken back, the others hold again', async () => {
  const { params, as, court, slotsOn, set } = await openPalace();
  await set(newYear());
  const own = await set(newYear({ spaceId: court.id, hours: [{ opens: '18:00', closes: '24:00' }] }));
  assert.deepEqual((await slotsOn('2027-01-01')).slice(0, 2), ['18:00', '19:00']);
  await app.call(deleteSpecialHours, { params: { ...params, specialHoursId: own.id }, as });
  assert.equal((await slotsOn('2027-01-01'))[0], '10:00');
  const { items } = await app.call(listAudit, { params, query: {}, as });
  assert.deepEqual(
    items.slice(0, 3).map((entry) => entry.action),
    ['special-hours.delete', 'special-hours.create', 'special-hours.create'],
  );
});

test('changed hours hold at once; the audit log tells both; what is over or taken back is not changed', async () => {
  const { params, as, slotsOn, set, change } = await openPalace();
  const { id } = await set(newYear());
  const longer = newYear({
    firstDay: '2027-01-02',
    lastDay: '2027-01-04',
    hours: [{ opens: '08:00', closes: '10:00' }],
  });
  assert.deepEqual(await app.call(updateSpecialHours, change(id, longer)), { id, ...longer });
  assert.equal((await slotsOn('2027-01-01')).length, 12, 'the week holds again on a day left out');
  assert.deepEqual(await slotsOn('2027-01-04'), ['08:00', '09:00']);
  const { items } = await app.call(listAudit, { params, query: {}, as });
  assert.equal(items[0]?.action, 'special-hours.update');
  const { id: other } = await set(newYear({ firstDay: '2027-02-05', lastDay: '2027-02-11' }));
  const onto = newYear({ firstDay: '2027-01-04', lastDay: '2027-02-05' });
  assert.equal((await app.refused(updateSpecialHours, change(other, onto))).code, 'special-hours-taken');
  await app.call(deleteSpecialHours, { params: { ...params, specialHoursId: other }, as });
  assert.equal((await app.refused(updateSpecialHours, change(other, onto))).code, 'not-found');
  const clerk = await createStaff(app, params.palaceId, ['front_desk']);
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  for (const who of [clerk, neighbour, await createWorker(app)]) {
    const { status } = await app.refused(updateSpecialHours, { ...change(id, longer), as: who });
    assert.match(String(status), /^40[34]$/);
  }
  await app.deps.db.transact((tx) =>
    sql`update special_hours set days = '[2026-10-01,2026-10-08)' where id = ${id}`.execute(tx),
  );
  assert.equal((await app.refused(updateSpecialHours, change(id, longer))).code, 'special-hours-over');
});

test('a day has special hours once, its parts do not overlap, and it is not over', async () => {
  const { set, refuse } = await openPalace();
  await set(newYear());
  assert.equal(
    (await refuse(newYear({ firstDay: '2027-01-03', lastDay: '2027-01-05' }))).code,
    'special-hours-taken',
  );
  const twice = { opens: '11:00', closes: '15:00' };
  const overlapping = newYear({
    firstDay: '2027-02-05',
    lastDay: '2027-02-08',
    hours: [...newYear().hours, twice],
  });
  assert.equal((await refuse(overlapping)).code, 'opening-hours-overlap');
  assert.equal(
    (await refuse(newYear({ firstDay: '2026-10-01', lastDay: '2026-10-07' }))).code,
    'special-hours-over',
  );
  for (const wrong of [
    newYear({ lastDay: '2026-12-31' }),
    newYear({ lastDay: '2028-01-01' }),
    newYear({ hours: [] }),
    newYear({ hours: [{ opens: '16:00', closes: '10:00' }] }),
  ])
    assert.equal((await refuse(wrong)).status, 400);
});

test('only the palace’s own editors and directors set them; its front desk reads them', async () => {
  const { params, set } = await openPalace();
  await set(newYear());
  const clerk = await createStaff(app, params.palaceId, ['front_desk']);
  assert.equal((await app.call(listSpecialHours, { params, as: clerk })).items.length, 1);
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  const body = newYear({ firstDay: '2027-03-01', lastDay: '2027-03-01' });
  for (const as of [clerk, neighbour, await createWorker(app)])
    assert.match(String((await app.refused(createSpecialHours, { params, body, as })).status), /^40[34]$/);
});
