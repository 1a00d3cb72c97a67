import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  type BodyInputOf,
  cancelMyBooking,
  cancelSession,
  checkIn,
  getDoorCount,
  getMyBooking,
  listAudit,
  listTicketKeys,
  recordVisit,
  undoCheckIn,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createDesk, type Desk } from '../programme/programme.factory.ts';
import { book, createSession, keyOf, runJob, SOON } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';
import { signTicket } from './tickets/ticket-token.ts';

const app = await openBookings();

/** Sets the clock to so many minutes after the start of a session, and opens the door: somebody at the front desk. */
async function openDoor(palaceId: string, minutes: number): Promise<TestPerson> {
  app.clock.set(new Date(Date.parse(SOON) + minutes * 60_000));
  return createStaff(app, palaceId, ['front_desk']);
}

const scan = (palaceId: string, as: TestPerson, body: BodyInputOf<typeof checkIn>) =>
  app.call(checkIn, { params: { palaceId }, body, as });

async function ticketed(companions = 0, desk?: Desk) {
  const session = await createSession(app, {
    activity: { maxCompanions: 5 },
    ...(desk ? { desk } : {}),
  });
  const worker = await createWorker(app, { displayName: '张三丰' });
  const booked = await book(app, session, worker, companions);
  return { session, worker, booked, palaceId: session.palaceId, tickets: booked.tickets };
}

test('a scanned ticket is admitted once, each seat by its own; the count follows', async () => {
  const { session, worker, booked, palaceId, tickets } = await ticketed(1);
  const door = await openDoor(palaceId, -20);
  const first = await scan(palaceId, door, { token: tickets[0]?.token });
  assert.deepEqual(
    [first.result, first.holderName, first.title, first.seat, first.seats, first.sessionId],
    ['admitted', '张**', '书法入门', 1, 2, session.sessionId],
  );
  const again = await scan(palaceId, door, { token: tickets[0]?.token });
  assert.deepEqual([again.result, again.checkInId, again.at], ['already', first.checkInId, first.at]);
  const typed = `${tickets[1]?.code.slice(0, 4)}-${tickets[1]?.code.slice(4)}`.toLowerCase();
  const companion = await scan(palaceId, door, { code: typed, sessionId: session.sessionId });
  assert.deepEqual([companion.result, companion.holderName, companion.seat], ['admitted', '甲**', 2]);
  const count = await app.call(getDoorCount, { params: keyOf(session), as: door });
  assert.deepEqual([count.booked, count.admitted, count.walkIns, count.waitlisted], [2, 2, 0, 0]);
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(seen.status, 'checked_in');
  assert.ok(seen.tickets.every((ticket) => ticket.admittedAt !== null));
  app.clock.set(new Date(Date.parse(SOON) + 3_600_000));
  await runJob(app, 'booking.finish-sessions');
  assert.equal(
    (await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker })).status,
    'completed',
  );
});

test('a refused ticket is an answer with the reason, in both languages, and admits nobody', async () => {
  const desk = await createDesk(app);
  const { session, booked, worker, palaceId, tickets } = await ticketed(0, desk);
  const elsewhere = await createSession(app, { desk, startsAt: '2026-11-25T08:00:00Z' });
  const foreign = await ticketed();
  const token = tickets[0]?.token ?? '';
  const door = await openDoor(palaceId, -20);
  const reason = async (body: BodyInputOf<typeof checkIn>) => {
    const answer = await scan(palaceId, door, body);
    assert.equal(answer.result, 'refused');
    assert.ok(answer.message.length > 3 && answer.messageEn.length > 3);
    assert.equal(answer.checkInId, null);
    return answer.reason;
  };
  const forged = signTicket(
    {
      palaceId,
      ticketId: tickets[0]?.id ?? '',
      sessionId: session.sessionId,
      ordinal: 0,
      notAfter: new Date('2027-01-01'),
    },
    generateKeyPairSync('ed25519'),
  );
  assert.equal(await reason({ token: forged }), 'forged');
  assert.equal(await reason({ token: token.slice(0, -3) }), 'forged');
  assert.equal(await reason({ token: 'https://example.org/' }), 'forged');
  assert.equal(await reason({ code: '0000-0000' }), 'unknown');
  assert.equal(await reason({ code: 'nonsense' }), 'unknown');
  assert.equal(await reason({ token: foreign.tickets[0]?.token }), 'other-palace');
  assert.equal(await reason({ code: foreign.tickets[0]?.code }), 'unknown');
  assert.equal(await reason({ token, sessionId: elsewhere.sessionId }), 'other-session');
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(await reason({ token }), 'cancelled');
  const count = await app.call(getDoorCount, { params: keyOf(session), as: door });
  assert.equal(count.admitted, 0);
});

test('a ticket of a session that the host cancelled is refused', async () => {
  const { session, palaceId, tickets } = await ticketed();
  await app.call(cancelSession, {
    params: keyOf(session),
    body: { version: session.version, reason: '停电' },
    as: session.desk.director,
  });
  await app.settle();
  const door = await openDoor(palaceId, 0);
  assert.equal((await scan(palaceId, door, { token: tickets[0]?.token })).reason, 'session-cancelled');
});

test('check-in has hours; the desk may let somebody in outside them, and that is on record', async () => {
  const { session, palaceId, tickets } = await ticketed(2);
  const token = (index: number) => tickets[index]?.token;
  let door = await openDoor(palaceId, -61);
  assert.equal((await scan(palaceId, door, { token: token(0) })).reason, 'too-early');
  app.clock.advance(1);
  assert.equal((await scan(palaceId, door, { token: token(0) })).reason, 'admitted');
  door = await openDoor(palaceId, 15);
  assert.equal((await scan(palaceId, door, { token: token(1) })).reason, 'admitted');
  app.clock.advance(1);
  assert.equal((await scan(palaceId, door, { token: token(2) })).reason, 'too-late');
  assert.equal((await scan(palaceId, door, { token: token(2), override: true })).reason, 'admitted');
  const director = await createStaff(app, palaceId, ['director']);
  const { items } = await app.call(listAudit, {
    params: { palaceId },
    query: { subjectType: 'ticket' },
    as: director,
  });
  assert.deepEqual(
    items.map((entry) => (entry.after as { overridden: boolean }).overridden),
    [true, false, false],
  );
  assert.equal((await app.call(getDoorCount, { params: keyOf(session), as: door })).admitted, 3);
});

test('an admission is undone and made again; undoing twice changes nothing more', async () => {
  const { session, worker, booked, palaceId, tickets } = await ticketed();
  const door = await openDoor(palaceId, 0);
  const status = async () =>
    (await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker })).status;
  const first = await scan(palaceId, door, { token: tickets[0]?.token });
  const params = { palaceId, checkInId: first.checkInId ?? '' };
  await app.call(undoCheckIn, { params, as: door });
  await app.call(undoCheckIn, { params, as: door });
  assert.equal(await status(), 'confirmed');
  assert.equal((await app.call(getDoorCount, { params: keyOf(session), as: door })).admitted, 0);
  const second = await scan(palaceId, door, { token: tickets[0]?.token });
  assert.equal(second.result, 'admitted');
  assert.notEqual(second.checkInId, first.checkInId);
  assert.equal(await status(), 'checked_in');
  app.clock.set(new Date(Date.parse(SOON) + 3_600_000));
  await runJob(app, 'booking.finish-sessions');
  const late = await createStaff(app, palaceId, ['front_desk']);
  const answer = await app.refused(undoCheckIn, {
    params: { palaceId, checkInId: second.checkInId ?? '' },
    as: late,
  });
  assert.equal(answer.code, 'undo-too-late');
});

test('each checkpoint admits a ticket once', async () => {
  const { palaceId, tickets } = await ticketed();
  const door = await openDoor(palaceId, 0);
  const token = tickets[0]?.token;
  assert.equal((await scan(palaceId, door, { token, checkpoint: '二楼展厅' })).result, 'admitted');
  assert.equal((await scan(palaceId, door, { token })).result, 'admitted');
  assert.equal((await scan(palaceId, door, { token, checkpoint: '二楼展厅' })).result, 'already');
});

test('somebody let in after being counted as missed has completed', async () => {
  const { worker, booked, palaceId, tickets } = await ticketed();
  const door = await openDoor(palaceId, 61);
  await runJob(app, 'booking.finish-sessions');
  const token = tickets[0]?.token;
  assert.equal((await scan(palaceId, door, { token })).reason, 'too-late');
  assert.equal((await scan(palaceId, door, { token, override: true })).result, 'admitted');
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(seen.status, 'completed');
});

test('visitors without a booking are counted by tap, corrected, never below none', async () => {
  const { session, palaceId } = await ticketed();
  const door = await openDoor(palaceId, 0);
  const tap = (visitors: number, sessionId?: string) =>
    app.call(recordVisit, {
      params: { palaceId },
      body: { visitors, ...(sessionId ? { sessionId } : {}) },
      as: door,
    });
  assert.equal((await tap(3, session.sessionId)).walkIns, 3);
  assert.equal((await tap(-1, session.sessionId)).walkIns, 2);
  assert.equal((await tap(5)).walkIns, 5);
  assert.equal((await app.call(getDoorCount, { params: keyOf(session), as: door })).walkIns, 2);
  const below = await app.refused(recordVisit, { params: { palaceId }, body: { visitors: -6 }, as: door });
  assert.equal(below.code, 'visits-below-zero');
  const other = await ticketed();
  const foreign = await app.refused(recordVisit, {
    params: { palaceId },
    body: { visitors: 1, sessionId: other.session.sessionId },
    as: door,
  });
  assert.equal(foreign.code, 'not-found');
});

test('the public key verifies tickets anywhere', async () => {
  const { tickets } = await ticketed();
  const { keys } = await app.call(listTicketKeys, {});
  const raw = Buffer.from(keys[0]?.publicKey ?? '', 'base64url');
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  const bytes = Buffer.from(tickets[0]?.token ?? '', 'base64url');
  const signed = Buffer.concat([Buffer.from('wengong ticket\0'), bytes.subarray(0, 58)]);
  assert.ok(await crypto.subtle.verify('Ed25519', key, bytes.subarray(58), signed));
  assert.equal(bytes.subarray(1, 5).toString('hex'), keys[0]?.keyId);
});
