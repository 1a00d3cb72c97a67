import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  cancelMyBooking,
  checkIn,
  getDoorCount,
  getMyBooking,
  listDoorFlags,
  syncDoor,
  verifyAudit,
} from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, createSession, keyOf, runJob, SOON } from '../booking.factory.ts';
import { callAs, createDevice, scanned, sync, type TestDevice } from '../devices/devices.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { signTicket } from '../tickets/ticket-token.ts';

const app = await openBookings();

const at = (minutes: number) => new Date(Date.parse(SOON) + minutes * 60_000);

async function ticketed(companions = 0) {
  const session = await createSession(app, { activity: { maxCompanions: 5 } });
  const worker = await createWorker(app, { displayName: '张三丰' });
  const booked = await book(app, session, worker, companions);
  const device = await createDevice(app, session.palaceId, '东门手机');
  const texts = booked.tickets.map((ticket) => ticket.token);
  return { session, worker, booked, device, texts, palaceId: session.palaceId };
}

const outcomes = async (device: TestDevice, entries: Parameters<typeof sync>[2]) =>
  (await sync(app, device, entries)).map((result) => [result.outcome, result.flag]);

const statusOf = async (worker: TestPerson, bookingId: string) =>
  (await app.call(getMyBooking, { params: { bookingId }, as: worker })).status;

test('what happened at a door without network is on record when it tells, once however often it tells', async () => {
  const { session, worker, booked, device, texts } = await ticketed(1);
  const entries = [
    scanned(texts[0] ?? '', at(-20)),
    scanned(booked.tickets[1]?.code ?? '', at(-19), { method: 'code', sessionId: session.sessionId }),
    {
      kind: 'visit' as const,
      nonce: newId(),
      at: at(-18).toISOString(),
      sessionId: session.sessionId,
      visitors: 3,
    },
  ];
  app.clock.set(at(60 * 24));
  const first = await sync(app, device, entries);
  assert.deepEqual(
    first.map((result) => result.outcome),
    ['admitted', 'admitted', 'counted'],
  );
  assert.deepEqual(await sync(app, device, entries), first);
  assert.deepEqual(await sync(app, device, [...entries, ...entries]), [...first, ...first]);
  const desk = await createStaff(app, session.palaceId, ['front_desk', 'director']);
  const count = await app.call(getDoorCount, { params: keyOf(session), as: desk });
  assert.deepEqual([count.admitted, count.walkIns], [2, 3]);
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(seen.status, 'checked_in');
  assert.equal(seen.tickets[0]?.admittedAt, at(-20).toISOString());
  const audit = await app.call(verifyAudit, { params: { palaceId: session.palaceId }, as: desk });
  assert.equal(audit.intact, true);
});

test('a ticket that two doors admitted is flagged, with both doors and times', async () => {
  const { session, device, texts, palaceId } = await ticketed();
  const other = await createDevice(app, palaceId, '西门手机');
  app.clock.set(at(30));
  assert.deepEqual(await outcomes(device, [scanned(texts[0] ?? '', at(-5))]), [['admitted', null]]);
  const [second] = await sync(app, other, [scanned(texts[0] ?? '', at(-7))]);
  assert.deepEqual([second?.outcome, second?.firstDevice], ['duplicate', '东门手机']);
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const { items } = await app.call(listDoorFlags, { params: { palaceId }, query: {}, as: desk });
  assert.deepEqual(
    items.map((item) => [item.flag, item.device, item.at, item.firstDevice, item.firstAt, item.holderName]),
    [['duplicate', '西门手机', at(-7).toISOString(), '东门手机', at(-5).toISOString(), '张**']],
  );
  const count = await app.call(getDoorCount, { params: keyOf(session), as: desk });
  assert.equal(count.admitted, 1);
});

test('a ticket that a signed-in desk admitted first is flagged, too', async () => {
  const { device, texts, palaceId } = await ticketed();
  app.clock.set(at(0));
  const desk = await createStaff(app, palaceId, ['front_desk']);
  await app.call(checkIn, { params: { palaceId }, body: { token: texts[0] }, as: desk });
  const [result] = await sync(app, device, [scanned(texts[0] ?? '', at(0))]);
  assert.deepEqual([result?.outcome, result?.firstDevice], ['duplicate', null]);
});

test('somebody let in whose booking was cancelled meanwhile is counted and flagged, not lost', async () => {
  const { session, worker, booked, device, texts, palaceId } = await ticketed();
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: worker });
  app.clock.set(at(5));
  assert.deepEqual(await outcomes(device, [scanned(texts[0] ?? '', at(0))]), [['admitted', 'cancelled']]);
  assert.equal(await statusOf(worker, booked.id), 'cancelled_early');
  const desk = await createStaff(app, palaceId, ['front_desk']);
  assert.equal((await app.call(getDoorCount, { params: keyOf(session), as: desk })).admitted, 1);
});

test('somebody let in at a door that told too late is no longer counted as missed', async () => {
  const { worker, booked, device, texts } = await ticketed();
  app.clock.set(at(61));
  await runJob(app, 'booking.finish-sessions');
  assert.equal(await statusOf(worker, booked.id), 'no_show');
  assert.deepEqual(await outcomes(device, [scanned(texts[0] ?? '', at(0))]), [['admitted', null]]);
  assert.equal(await statusOf(worker, booked.id), 'completed');
});

test('admitted, taken back and admitted again in one hand-over is admitted', async () => {
  const { worker, booked, device, texts } = await ticketed();
  const first = scanned(texts[0] ?? '', at(-9));
  const undo = { kind: 'undo' as const, nonce: newId(), at: at(-8).toISOString(), undoes: first.nonce };
  app.clock.set(at(10));
  assert.deepEqual(await outcomes(device, [first, undo]), [
    ['admitted', null],
    ['undone', null],
  ]);
  assert.equal(await statusOf(worker, booked.id), 'confirmed');
  const second = scanned(texts[0] ?? '', at(-7));
  const again = { ...undo, nonce: newId(), undoes: second.nonce };
  const third = scanned(texts[0] ?? '', at(-5));
  assert.deepEqual(await outcomes(device, [second, again, third]), [
    ['admitted', null],
    ['undone', null],
    ['admitted', null],
  ]);
  assert.equal(await statusOf(worker, booked.id), 'checked_in');
});

test('what is no ticket of the palace is on record: forged, unknown, of another palace, of no session here', async () => {
  const { session, booked, device, texts, palaceId } = await ticketed();
  const foreign = await ticketed();
  const claims = {
    palaceId,
    ticketId: booked.tickets[0]?.id ?? '',
    sessionId: session.sessionId,
    ordinal: 0,
  };
  const forged = signTicket({ ...claims, notAfter: at(600) }, generateKeyPairSync('ed25519'));
  app.clock.set(at(0));
  const visit = { kind: 'visit' as const, at: at(0).toISOString(), visitors: 1 };
  assert.deepEqual(
    await outcomes(device, [
      scanned(forged, at(0), { verdict: 'refused' }),
      scanned('https://example.org/not-a-ticket-at-all', at(0), { verdict: 'refused' }),
      scanned(foreign.texts[0] ?? '', at(0)),
      scanned('0000-0000', at(0), { method: 'code' }),
      scanned(texts[0] ?? '', at(0), { verdict: 'refused', sessionId: foreign.session.sessionId }),
      { ...visit, nonce: newId(), sessionId: foreign.session.sessionId },
      { kind: 'undo', nonce: newId(), at: at(0).toISOString(), undoes: newId() },
    ]),
    [
      ['unplaced', 'forged'],
      ['unplaced', null],
      ['unplaced', 'other-palace'],
      ['unplaced', 'unknown'],
      ['noted', null],
      ['unplaced', null],
      ['noted', null],
    ],
  );
});

test('a time that has not come is cut to the time it was told; 500 entries are one hand-over, 501 none', async () => {
  const { worker, booked, device, texts } = await ticketed();
  app.clock.set(at(0));
  await sync(app, device, [scanned(texts[0] ?? '', at(600))]);
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(seen.tickets[0]?.admittedAt, at(0).toISOString());
  const many = Array.from({ length: 501 }, () => scanned('0000-0000', at(0), { verdict: 'refused' }));
  assert.equal((await sync(app, device, many.slice(1))).length, 500);
  const refused = await callAs(app, device, syncDoor, { body: { entries: many } });
  assert.deepEqual([refused.status, refused.json.code], [400, 'invalid-request']);
});

test('entries are append-only', async () => {
  const { device, texts } = await ticketed();
  app.clock.set(at(0));
  await sync(app, device, [scanned(texts[0] ?? '', at(0))]);
  for (const statement of ['update door_entry set flag = null', 'delete from door_entry']) {
    await assert.rejects(app.deps.db.pool.query(statement), /append-only/);
  }
});
