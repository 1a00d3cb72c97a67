import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createSpaceBooking,
  createSpecialHours,
  listMyBookings,
  listMySpaceBookings,
  previewSpecialHours,
  updateSpecialHours,
} from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { makeSpace, openDaily } from '../../venue/venue.factory.ts';
import { book, createSession } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { hourAfter, newsOf, takeSlot } from './closures.factory.ts';

const app = await openBookings();

/** Wednesday is open until 15:00 only: what is booked at 14:00 stays within, what is booked later is left outside. */
const shorter = (spaceId: string | null) => ({
  spaceId,
  firstDay: '2026-11-25',
  lastDay: '2026-11-26',
  name: '年末盘点',
  nameEn: 'Stocktaking',
  hours: [{ opens: '09:00', closes: '15:00' }],
});

const stateOf = async (as: TestPerson) =>
  (await app.call(listMySpaceBookings, { query: { when: 'upcoming' }, as })).items.map((slot) => slot.status);

async function courtWithBookings() {
  const desk = await createDesk(app);
  await openDaily(app, desk.palaceId, desk.director);
  const court = await makeSpace(app, desk.palaceId, desk.director, { kind: 'court' });
  const within = await takeSlot(app, desk.palaceId, court.id);
  const outside = await takeSlot(app, desk.palaceId, court.id, hourAfter(2));
  await app.settle();
  return { desk, court, within, outside, params: { palaceId: desk.palaceId } };
}

test('shorter hours: what they leave outside is seen before, called off or kept, and only its people are told', async () => {
  const { desk, court, within, outside, params } = await courtWithBookings();
  const body = shorter(null);
  const seen = await app.call(previewSpecialHours, { params, body, as: desk.director });
  assert.deepEqual(
    [seen.spaceBookings, seen.spaces.map((slot) => slot.startsAt)],
    [1, [new Date(hourAfter(2)).toISOString()]],
  );
  await app.call(createSpecialHours, {
    params,
    body: { ...body, spaceBookings: 'cancel' },
    as: desk.director,
  });
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  assert.deepEqual(await stateOf(within), ['confirmed']);
  assert.deepEqual(await stateOf(outside), []);
  const [told, ...more] = await newsOf(app, outside, 'space.cancelled');
  assert.equal(more.length, 0);
  assert.match(told?.body ?? '', /年末盘点 09:00–15:00/);
  assert.equal((await newsOf(app, within, 'space.cancelled')).length, 0);
  const late = await app.refused(createSpaceBooking, {
    params: { ...params, spaceId: court.id },
    body: { startsAt: hourAfter(2), slots: 1 },
    as: await createWorker(app),
  });
  assert.equal(late.code, 'slot-not-offered');
});

test('kept slots stay, and their people are told once', async () => {
  const { desk, court, within, outside, params } = await courtWithBookings();
  await app.call(createSpecialHours, { params, body: shorter(court.id), as: desk.director });
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  assert.deepEqual(await stateOf(outside), ['confirmed']);
  assert.equal((await newsOf(app, outside, 'space.closure')).length, 1);
  assert.equal((await newsOf(app, within, 'space.closure')).length, 0);
});

test('hours that are changed touch only what was within them until then, also on days that are left out', async () => {
  const { desk, court, within, outside, params } = await courtWithBookings();
  const as = desk.director;
  // Until 15:00: the slot at 14:00 is within, the later one was left outside and its people were told.
  const { id } = await app.call(createSpecialHours, { params, body: shorter(court.id), as });
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  const until14 = {
    ...shorter(null),
    firstDay: '2026-11-25',
    lastDay: '2026-11-25',
    hours: [{ opens: '09:00', closes: '14:00' }],
  };
  const seen = await app.call(previewSpecialHours, { params, body: { ...until14, replaces: id }, as });
  assert.deepEqual([seen.spaceBookings, seen.spaces[0]?.startsAt], [1, new Date(hourAfter(0)).toISOString()]);
  const alone = await app.refused(previewSpecialHours, {
    params,
    body: { ...until14, replaces: newId() },
    as,
  });
  assert.equal(alone.code, 'not-found');
  const change = {
    params: { ...params, specialHoursId: id },
    body: { ...until14, spaceBookings: 'cancel' as const },
    as,
  };
  await app.call(updateSpecialHours, change);
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  assert.deepEqual([await stateOf(within), await stateOf(outside)], [[], ['confirmed']]);
  assert.equal((await newsOf(app, outside, 'space.closure')).length, 1, 'told once, when the hours were set');
  // Moved to another day, the week holds again: nothing that stayed is outside it.
  const moved = { ...until14, firstDay: '2026-12-01', lastDay: '2026-12-01', replaces: id };
  assert.equal((await app.call(previewSpecialHours, { params, body: moved, as })).spaceBookings, 0);
});

test('longer hours that are moved away leave outside what only they allowed', async () => {
  const { desk, court, params } = await courtWithBookings();
  const as = desk.director;
  const late = { ...shorter(court.id), hours: [{ opens: '09:00', closes: '24:00' }] };
  const { id } = await app.call(createSpecialHours, { params, body: late, as });
  const night = await takeSlot(app, desk.palaceId, court.id, hourAfter(8));
  const moved = { ...late, firstDay: '2026-12-01', lastDay: '2026-12-01' };
  const seen = await app.call(previewSpecialHours, { params, body: { ...moved, replaces: id }, as });
  assert.equal(seen.spaceBookings, 1);
  const body = { ...moved, spaceBookings: 'cancel' as const };
  await app.call(updateSpecialHours, { params: { ...params, specialHoursId: id }, body, as });
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  assert.deepEqual(await stateOf(night), []);
});

test('sessions outside the new hours are cancelled when that was chosen', async () => {
  const desk = await createDesk(app);
  await openDaily(app, desk.palaceId, desk.director);
  const room = await makeSpace(app, desk.palaceId, desk.director);
  const session = await createSession(app, { desk, plan: { spaceId: room.id } });
  const worker = await createWorker(app);
  await book(app, session, worker);
  await app.settle();
  const params = { palaceId: desk.palaceId };
  const early = { ...shorter(null), hours: [{ opens: '06:00', closes: '07:00' }] };
  const seen = await app.call(previewSpecialHours, { params, body: early, as: desk.director });
  assert.deepEqual(
    seen.sessions.map(({ id, booked }) => ({ id, booked })),
    [{ id: session.sessionId, booked: 1 }],
  );
  await app.call(createSpecialHours, { params, body: { ...early, sessions: 'cancel' }, as: desk.director });
  for (let turn = 0; turn < 2; turn += 1) await app.settle();
  const { items } = await app.call(listMyBookings, { query: { when: 'past' }, as: worker });
  assert.equal(items[0]?.status, 'cancelled_by_host');
});
