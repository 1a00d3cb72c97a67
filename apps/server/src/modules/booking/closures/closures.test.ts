import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createSpaceBooking,
  listMyBookings,
  listMySpaceBookings,
  listSlots,
  previewClosure,
} from '@wengong/contract';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { makeHalls, makeSpace, openDaily } from '../../venue/venue.factory.ts';
import { book, createSession } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { AFTERNOON, close, hourAfter, newsOf, takeSlot, WEDNESDAY } from './closures.factory.ts';

const app = await openBookings();

async function openPalace() {
  const desk = await createDesk(app);
  await openDaily(app, desk.palaceId, desk.director);
  return desk;
}

const slotsOf = async (as: TestPerson) => [
  ...(await app.call(listMySpaceBookings, { query: { when: 'upcoming' }, as })).items,
  ...(await app.call(listMySpaceBookings, { query: { when: 'past' }, as })).items,
];

test('a closure that cancels: each slot is called off, each person told once with the reason; others keep theirs', async () => {
  const desk = await openPalace();
  const court = await makeSpace(app, desk.palaceId, desk.director, { kind: 'court' });
  const other = await makeSpace(app, desk.palaceId, desk.director, { kind: 'studio' });
  const people = [
    await takeSlot(app, desk.palaceId, court.id),
    await takeSlot(app, desk.palaceId, court.id, hourAfter(1)),
  ];
  const elsewhere = await takeSlot(app, desk.palaceId, other.id);
  await app.settle();
  await close(app, desk, court.id, { spaceBookings: 'cancel' });
  await app.settle();
  await app.settle();
  for (const person of people) {
    assert.deepEqual(
      (await slotsOf(person)).map((slot) => slot.status),
      ['cancelled_by_host'],
    );
    const news = await newsOf(app, person, 'space.cancelled');
    assert.equal(news.length, 1);
    assert.match(news[0]?.body ?? '', /消防检修/);
  }
  assert.deepEqual(
    (await slotsOf(elsewhere)).map((slot) => slot.status),
    ['confirmed'],
  );
  assert.equal((await newsOf(app, elsewhere, 'space.cancelled')).length, 0);
});

test('a closure that keeps: the slots stay and their people are told once; new ones are not sold', async () => {
  const desk = await openPalace();
  const court = await makeSpace(app, desk.palaceId, desk.director, { kind: 'court' });
  const person = await takeSlot(app, desk.palaceId, court.id);
  await close(app, desk, court.id);
  await app.settle();
  assert.deepEqual(
    (await slotsOf(person)).map((slot) => slot.status),
    ['confirmed'],
  );
  assert.equal((await newsOf(app, person, 'space.closure')).length, 1);
  const late = await app.refused(createSpaceBooking, {
    params: { palaceId: desk.palaceId, spaceId: court.id },
    body: { startsAt: hourAfter(2), slots: 1 },
    as: await createWorker(app),
  });
  assert.equal(late.code, 'slot-not-free');
});

test('the whole palace closed: its sessions are cancelled when that was chosen, and those who booked them told', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  await book(app, session, worker);
  await app.settle();
  const desk = { ...session.desk };
  const shown = await app.call(previewClosure, {
    params: { palaceId: desk.palaceId },
    query: WEDNESDAY,
    as: desk.director,
  });
  assert.deepEqual(
    shown.sessions.map(({ id, booked }) => ({ id, booked })),
    [{ id: session.sessionId, booked: 1 }],
  );
  await close(app, desk, null);
  await app.settle();
  assert.equal((await app.call(listMyBookings, { query: { when: 'upcoming' }, as: worker })).items.length, 1);
  await close(app, desk, null, { sessions: 'cancel' });
  await app.settle();
  const { items } = await app.call(listMyBookings, { query: { when: 'past' }, as: worker });
  assert.equal(items[0]?.status, 'cancelled_by_host');
  assert.equal((await newsOf(app, worker, 'booking.cancelled-by-host')).length, 1);
});

test('a closed hall takes its halves along, in the preview and in the slots', async () => {
  const desk = await openPalace();
  const { east, whole } = await makeHalls(app, desk.palaceId, desk.director);
  const params = { palaceId: desk.palaceId };
  await takeSlot(app, desk.palaceId, east.id);
  const query = { ...WEDNESDAY, spaceId: whole.id };
  const shown = await app.call(previewClosure, { params, query, as: desk.director });
  assert.equal(shown.spaceBookings, 1);
  assert.equal(shown.spaces[0]?.startsAt, new Date(AFTERNOON).toISOString());
  await close(app, desk, whole.id, { spaceBookings: 'cancel' });
  const { items } = await app.call(listSlots, {
    params: { ...params, spaceId: east.id },
    query: { day: '2026-11-25' },
  });
  assert.ok(items.every((slot) => !slot.free));
});

test('only the palace’s own editors and directors see what a closure would come across', async () => {
  const desk = await openPalace();
  const params = { palaceId: desk.palaceId };
  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  const clerk = await createStaff(app, desk.palaceId, ['front_desk']);
  for (const as of [neighbour, clerk, await createWorker(app)])
    assert.match(
      String((await app.refused(previewClosure, { params, query: WEDNESDAY, as })).status),
      /^40[34]$/,
    );
});
