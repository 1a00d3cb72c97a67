import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AttendeeSort,
  bookOnBehalf,
  cancelForPerson,
  getBookingPolicy,
  getMyBooking,
  listAudit,
  listSessionBookings,
  putBookingPolicy,
} from '@wengong/contract';
import { createStaff, createWorker, randomPhone } from '../../testkit/person.ts';
import { watchEvents } from '../programme/programme.factory.ts';
import { book, bookOrWait, createSession, keyOf } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

const app = await openBookings();

test('the desk finds bookings by name, last four digits and code, with masked phones', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 1 } });
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  const [liu, chen] = await Promise.all([
    createWorker(app, { displayName: '刘师傅' }),
    createWorker(app, { displayName: '陈师傅' }),
  ]);
  const first = await book(app, session, liu, 1);
  const second = await book(app, session, chen);
  const find = async (q?: string) =>
    (
      await app.call(listSessionBookings, { params: keyOf(session), query: q ? { q } : {}, as: desk })
    ).items.map((item) => item.bookingId);
  assert.deepEqual(await find(), [first.id, second.id]);
  assert.deepEqual(await find('刘'), [first.id]);
  assert.ok((await find(chen.phone.slice(-4))).includes(second.id));
  assert.deepEqual(await find(second.tickets[0]?.code), [second.id]);
  assert.deepEqual(await find('没有这个人'), []);
  const { items } = await app.call(listSessionBookings, { params: keyOf(session), as: desk });
  assert.equal(items[0]?.companions[0], '甲');
  assert.match(items[0]?.phoneMasked ?? '', /^1\d{2}\*{4}\d{4}$/);
  assert.doesNotMatch(JSON.stringify(items), new RegExp(liu.phone.slice(-8)));
});

test('bookings are listed page by page and by state', async () => {
  const session = await createSession(app, { plan: { capacity: 3 } });
  for (let count = 0; count < 5; count += 1) await bookOrWait(app, session, await createWorker(app));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listSessionBookings, {
      params: keyOf(session),
      query: { limit: 2, ...(cursor ? { cursor } : {}) },
      as: session.desk.director,
    });
    seen.push(...part.items.map((item) => item.status));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen, ['confirmed', 'confirmed', 'confirmed', 'waitlisted', 'waitlisted']);
  const live = await app.call(listSessionBookings, {
    params: keyOf(session),
    query: { status: 'live' },
    as: session.desk.director,
  });
  assert.equal(live.items.length, 3);
});

test('bookings are sorted by time, seats or price either way, page by page; a cursor of another order is refused', async () => {
  const session = await createSession(app, {
    activity: { maxCompanions: 2, priceFen: 800, memberPriceFen: 200 },
  });
  const made: [name: string, companions: number, member: boolean][] = [
    ['甲', 1, false],
    ['乙', 0, true],
    ['丙', 2, true],
  ];
  for (const [displayName, companions, member] of made) {
    await book(app, session, await createWorker(app, { displayName, member }), companions);
    app.clock.advance(0.1);
  }
  const ask = (sort: AttendeeSort, cursor?: string) =>
    app.call(listSessionBookings, {
      params: keyOf(session),
      query: { sort, limit: 1, ...(cursor === undefined ? {} : { cursor }) },
      as: session.desk.director,
    });
  const everyPage = async (sort: AttendeeSort) => {
    let page = await ask(sort);
    const people = [...page.items];
    while (page.nextCursor !== null) {
      page = await ask(sort, page.nextCursor);
      people.push(...page.items);
    }
    return people;
  };
  const names = async (sort: AttendeeSort) => (await everyPage(sort)).map((one) => one.displayName).join('');
  assert.equal(await names('booked'), '甲乙丙');
  assert.equal(await names('-booked'), '丙乙甲');
  assert.equal(await names('seats'), '乙甲丙');
  assert.equal(await names('-seats'), '丙甲乙');
  const prices = (await everyPage('price')).map((one) => one.priceFen);
  assert.equal(new Set(prices).size, 3);
  assert.deepEqual(
    prices,
    prices.toSorted((one, other) => one - other),
  );
  assert.deepEqual(
    (await everyPage('-price')).map((one) => one.priceFen),
    prices.toReversed(),
  );
  const { nextCursor } = await ask('seats');
  for (const other of ['price', '-seats', 'booked'] as const) {
    await assert.rejects(ask(other, nextCursor ?? ''), /invalid-request/);
  }
});

test('the desk books for a person by phone: as the person, on record, never making an account', async () => {
  const events = watchEvents(app);
  const session = await createSession(app, {
    activity: { openTo: 'members', priceFen: 800, memberPriceFen: 200 },
  });
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  const member = await createWorker(app, { member: true });
  const outsider = await createWorker(app);
  const ask = (phone: string) => ({ params: keyOf(session), body: { phone }, as: desk });
  const booked = await app.call(bookOnBehalf, ask(member.phone));
  assert.deepEqual(
    [booked.personId, booked.status, booked.priceFen, booked.bookedByStaff],
    [member.personId, 'confirmed', 200, true],
  );
  const own = await app.call(getMyBooking, { params: { bookingId: booked.bookingId }, as: member });
  assert.equal(own.tickets.length, 1);
  assert.ok(
    events.some(([topic, fact]) => topic === 'booking.confirmed' && (fact as { byStaff: boolean }).byStaff),
  );
  assert.equal((await app.refused(bookOnBehalf, ask(outsider.phone))).code, 'members-only');
  const unknown = await app.refused(bookOnBehalf, ask(randomPhone()));
  assert.deepEqual(unknown, { status: 404, code: 'person-unknown' });
  const { items } = await app.call(listAudit, {
    params: { palaceId: session.palaceId },
    query: { subjectType: 'booking' },
    as: session.desk.director,
  });
  assert.deepEqual(
    items.map((entry) => [entry.action, entry.subjectId, entry.actorId]),
    [['booking.create', booked.bookingId, desk.personId]],
  );
});

test('the desk cancels for a person with a reason that is kept and told', async () => {
  const events = watchEvents(app);
  const session = await createSession(app);
  const worker = await createWorker(app);
  const booked = await book(app, session, worker);
  const cancelled = await app.call(cancelForPerson, {
    params: { palaceId: session.palaceId, bookingId: booked.id },
    body: { reason: '本人来电取消' },
    as: session.desk.director,
  });
  assert.equal(cancelled.status, 'cancelled_early');
  const [, fact] = events.find(([topic]) => topic === 'booking.cancelled') ?? [];
  assert.deepEqual(
    [(fact as { by: string }).by, (fact as { reason: string }).reason],
    ['staff', '本人来电取消'],
  );
  const elsewhere = await createSession(app);
  const other = await book(app, elsewhere, worker);
  const foreign = await app.refused(cancelForPerson, {
    params: { palaceId: session.palaceId, bookingId: other.id },
    body: { reason: '不是本馆的' },
    as: session.desk.director,
  });
  assert.equal(foreign.status, 404);
});

test('booking rules: sound defaults, a new version for each change, on record', async () => {
  const { palaceId, desk } = await createSession(app);
  const params = { palaceId };
  const first = await app.call(getBookingPolicy, { params, as: desk.editor });
  assert.deepEqual(
    [first.version, first.cancelUntilMinutes, first.offerMinutes, first.maxActivePerPerson],
    [1, 120, 30, 10],
  );
  const { version: _, createdAt: __, ...rules } = first;
  const body = { ...rules, offerMinutes: 45 };
  const second = await app.call(putBookingPolicy, { params, body, as: desk.director });
  assert.deepEqual([second.version, second.offerMinutes], [2, 45]);
  assert.deepEqual(await app.call(getBookingPolicy, { params, as: desk.director }), second);
  assert.equal((await app.refused(putBookingPolicy, { params, body, as: desk.editor })).status, 403);
  const bad = { ...body, offerMinutes: 1 };
  assert.equal((await app.refused(putBookingPolicy, { params, body: bad, as: desk.director })).status, 400);
  const { items } = await app.call(listAudit, {
    params,
    query: { subjectType: 'booking-policy' },
    as: desk.director,
  });
  const changed = items.map((entry) => entry.before as { offerMinutes: number });
  assert.deepEqual(
    changed.map((before) => before.offerMinutes),
    [30],
  );
});
