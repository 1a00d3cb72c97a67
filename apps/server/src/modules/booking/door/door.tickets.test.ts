import assert from 'node:assert/strict';
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import { cancelMyBooking, type DoorTicket, getDoorKit, listDoorTickets } from '@wengong/contract';
import { sql } from 'kysely';
import { createWorker } from '../../../testkit/person.ts';
import { book, createSession, SOON } from '../booking.factory.ts';
import { untilWaiting } from '../booking.races.factory.ts';
import { callAs, createDevice, scanned, sync, type TestDevice } from '../devices/devices.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { codeHash, ticketHash } from './sealed-name.ts';

const app = await openBookings();

async function pull(device: TestDevice, cursor?: string, limit = '500') {
  const query = { limit, ...(cursor ? { cursor } : {}) };
  const { json } = await callAs(app, device, listDoorTickets, { query });
  return json as { items: DoorTicket[]; cursor: string; complete: boolean };
}

/** What a door does with a ticket that is shown to it. */
function openName(sealed: string, token: string): { seats: number; name: string } {
  const bytes = Buffer.from(sealed, 'base64url');
  const key = Buffer.from(hkdfSync('sha256', token, '', 'wengong door name', 32));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  return { seats: text[0] ?? 0, name: text.subarray(1).toString('utf8').replace(/\0+$/, '') };
}

async function ticketed(companions = 1) {
  const session = await createSession(app, { activity: { maxCompanions: 5 } });
  const worker = await createWorker(app, { displayName: '欧阳修文' });
  const booked = await book(app, session, worker, companions);
  const device = await createDevice(app, session.palaceId);
  return { session, worker, booked, device };
}

test('all that a device is given names nobody: no name, phone, person, booking, ticket, code or token', async () => {
  const { worker, booked, device } = await ticketed();
  const kit = await callAs(app, device, getDoorKit);
  const tickets = await pull(device);
  assert.equal(tickets.items.length, 2);
  const held = JSON.stringify([device, kit.json, tickets]);
  const secrets = [
    '欧阳',
    '欧**',
    '甲**',
    worker.personId,
    worker.phone.slice(3),
    booked.id,
    ...booked.tickets.flatMap((ticket) => [ticket.id, ticket.code, ticket.token, ticket.holderName]),
  ];
  for (const secret of secrets) assert.ok(!held.includes(secret), secret);
  // The same search finds them where they are.
  const shown = JSON.stringify([worker, booked]);
  assert.ok(shown.includes(worker.personId) && shown.includes(booked.tickets[0]?.token ?? '-'));
});

test('the holder’s ticket opens its masked name, and no other ticket does', async () => {
  const { booked, device } = await ticketed();
  const { items } = await pull(device);
  const [own, companion] = booked.tickets.map((ticket) => ({
    token: ticket.token,
    held: items.find((item) => item.ticket === ticketHash(ticket.id)),
  }));
  assert.deepEqual(openName(own?.held?.sealed ?? '', own?.token ?? ''), { seats: 2, name: '欧**' });
  assert.deepEqual(openName(companion?.held?.sealed ?? '', companion?.token ?? ''), {
    seats: 2,
    name: '甲**',
  });
  assert.throws(() => openName(own?.held?.sealed ?? '', companion?.token ?? ''));
});

test('a typed code is found by its hash under the palace’s salt', async () => {
  const { booked, device } = await ticketed();
  const { json: kit } = await callAs(app, device, getDoorKit);
  const { items } = await pull(device);
  const [ticket] = booked.tickets;
  const code = await codeHash(ticket?.code ?? '', Buffer.from(kit.codeHash.salt, 'base64url'));
  assert.deepEqual(
    items.filter((item) => item.code === code).map((item) => item.ticket),
    [ticketHash(ticket?.id ?? '')],
  );
});

test('a door is told in pages, and then what changed: booked, cancelled, admitted, taken back', async () => {
  const { session, worker, booked, device } = await ticketed(2);
  const paged: DoorTicket[] = [];
  let place = await pull(device, undefined, '2');
  for (paged.push(...place.items); !place.complete; paged.push(...place.items)) {
    place = await pull(device, place.cursor, '2');
  }
  assert.equal(new Set(paged.map((item) => item.ticket)).size, 3);
  app.clock.advance(5);
  const quiet = await pull(device, place.cursor);
  app.clock.advance(5);
  const next = await pull(device, quiet.cursor);
  assert.deepEqual(next.items, []);
  const other = await createWorker(app);
  const second = await book(app, session, other);
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: worker });
  const changed = await pull(device, next.cursor);
  const states = (items: DoorTicket[]) => items.map((item) => item.state).toSorted();
  assert.deepEqual(states(changed.items), ['revoked', 'revoked', 'revoked', 'valid']);
  app.clock.set(new Date(SOON));
  const scan = scanned(second.tickets[0]?.token ?? '', new Date(Date.parse(SOON) - 1_800_000));
  await sync(app, device, [scan]);
  const { items } = await pull(device, changed.cursor);
  const admitted = items.find((item) => item.ticket === ticketHash(second.tickets[0]?.id ?? ''));
  assert.deepEqual([admitted?.state, admitted?.sealed], ['admitted', null]);
  assert.equal(admitted?.admittedAt, scan.at);
});

test('what a slow transaction shows late is told, also to a door that was told the last in pages', async () => {
  const { session, worker, booked, device } = await ticketed(0);
  const begun = app.clock.now().getTime();
  const after = (seconds: number) => app.clock.set(new Date(begun + seconds * 1000));
  after(2);
  await book(app, session, await createWorker(app));
  after(1);
  let cancelling: Promise<unknown> = Promise.resolve();
  let cursor: string | undefined;
  await app.deps.db.transact(async (tx) => {
    await sql`select from person_quota where person_id = ${worker.personId} for update`.execute(tx);
    cancelling = app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: worker });
    await untilWaiting(app, 1);
    after(3);
    for (let complete = false; !complete; ) ({ cursor, complete } = await pull(device, cursor, '1'));
  });
  await cancelling;
  const { items } = await pull(device, cursor);
  const late = items.find((item) => item.ticket === ticketHash(booked.tickets[0]?.id ?? ''));
  assert.equal(late?.state, 'revoked');
});

test('the same question again is answered 304; a damaged cursor is refused', async () => {
  const { device } = await ticketed();
  const { headers } = await callAs(app, device, getDoorKit);
  const again = await app.inject({
    url: `/api/v1/palaces/${device.palaceId}/door/kit`,
    headers: { authorization: `Bearer ${device.token}`, 'if-none-match': String(headers.etag) },
  });
  assert.equal(again.statusCode, 304);
  const damaged = await callAs(app, device, listDoorTickets, { query: { cursor: 'WyJ4Il0' } });
  assert.deepEqual([damaged.status, damaged.json.code], [400, 'invalid-request']);
});
