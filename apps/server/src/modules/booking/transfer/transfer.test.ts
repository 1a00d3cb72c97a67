import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  acceptInvitation,
  cancelMyBooking,
  checkIn,
  createTransfer,
  declineInvitation,
  getInvitation,
  getMyBooking,
  getSeatUse,
  listMyBookings,
  listMyInvitations,
  listMyMessages,
  listSessionBookings,
  withdrawInvitation,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createStaff, createWorker, randomPhone } from '../../../testkit/person.ts';
import { book, createSession, keyOf, runJob, SOON } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { createHandoverSession, handoverOf, sendTransfer, setRules, tokenIn } from './transfer.factory.ts';

const app = await openBookings();
const start = app.clock.now();

const later = (minutes: number) => app.clock.set(new Date(start.getTime() + minutes * 60_000));
const accept = (token: string, as: Awaited<ReturnType<typeof createWorker>>) =>
  app.call(acceptInvitation, { params: { token }, as });

test('a booking goes to the named person when they accept: new tickets, same seats', async () => {
  const session = await createHandoverSession(
    app,
    {},
    { activity: { maxCompanions: 1 }, plan: { capacity: 2 } },
  );
  const [giver, taker] = [await createWorker(app, { displayName: '王建国' }), await createWorker(app)];
  const booked = await book(app, session, giver, 1);
  const sent = await sendTransfer(app, booked.id, giver, taker);
  assert.deepEqual([sent.status, sent.phoneMasked?.slice(3, 7)], ['open', '****']);
  assert.equal(Date.parse(sent.expiresAt) - start.getTime(), 30 * 60_000);
  // Until accepted the place stays with the giver.
  assert.equal(
    (await app.call(getMyBooking, { params: { bookingId: booked.id }, as: giver })).status,
    'confirmed',
  );

  const [found] = (await app.call(listMyInvitations, { as: taker })).items;
  assert.equal(found?.inviterName, '王**');
  const { bookingId } = await accept(found?.token ?? '', taker);
  const mine = await app.call(getMyBooking, { params: { bookingId }, as: taker });
  assert.deepEqual([mine.status, mine.seats, mine.tickets.length], ['confirmed', 2, 2]);
  const theirs = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: giver });
  assert.deepEqual([theirs.status, theirs.tickets], ['transferred', []]);
  assert.equal((await app.call(listMyBookings, { as: giver })).items.length, 0);
  // The door takes the new ticket only.
  app.clock.set(new Date(SOON));
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  const scan = (token: string | undefined) =>
    app.call(checkIn, { params: { palaceId: session.palaceId }, body: { token }, as: desk });
  assert.equal((await scan(booked.tickets[0]?.token)).reason, 'revoked');
  assert.equal((await scan(mine.tickets[0]?.token)).result, 'admitted');
  const director = await createStaff(app, session.palaceId, ['director']);
  const seats = await app.call(getSeatUse, { params: keyOf(session), as: director });
  assert.equal(seats.general.confirmed, 2);
  const { items } = await app.call(listSessionBookings, { params: keyOf(session), query: {}, as: director });
  assert.deepEqual(
    items.map((each) => [each.status, each.receivedBy]),
    [
      ['transferred', null],
      ['checked_in', 'transfer'],
    ],
  );
});

test('who has no account finds the invitation after signing in; the giver learns nothing about the number', async () => {
  const session = await createHandoverSession(app, { transfersPerMonth: 5 });
  const giver = await createWorker(app);
  const known = await createWorker(app);
  const booked = await book(app, session, giver);
  const first = await sendTransfer(app, booked.id, giver, known);
  await app.call(withdrawInvitation, { params: { invitationId: first.id }, as: giver });
  const second = await sendTransfer(app, booked.id, giver, { phone: randomPhone() });
  const shape = ({ status, kind, name }: typeof first) => ({ status, kind, name });
  assert.deepEqual(shape(first), shape(second));
  assert.deepEqual(Object.keys(first), Object.keys(second));
  // The one taken back is over.
  assert.equal(
    (await app.refused(acceptInvitation, { params: { token: tokenIn(first) }, as: known })).code,
    'invitation-over',
  );
  // A stranger with the link cannot take what is meant for a number.
  const refused = await app.refused(acceptInvitation, { params: { token: tokenIn(second) }, as: known });
  assert.equal(refused.code, 'invitation-not-yours');
  const own = await app.refused(acceptInvitation, { params: { token: tokenIn(second) }, as: giver });
  assert.equal(own.code, 'invitation-own');
  await app.call(withdrawInvitation, { params: { invitationId: second.id }, as: giver });
  const toSelf = await app.refused(createTransfer, {
    params: { bookingId: booked.id },
    body: { phone: giver.phone, name: '本人' },
    as: giver,
  });
  assert.equal(toSelf.code, 'invitation-to-self');
});

test('the taker is judged as in booking', async () => {
  const session = await createHandoverSession(app, {}, { activity: { openTo: 'members' } });
  const giver = await createWorker(app, { member: true });
  const booked = await book(app, session, giver);
  const stranger = await createWorker(app);
  const sent = await sendTransfer(app, booked.id, giver, stranger);
  const token = tokenIn(sent);
  assert.equal(
    (await app.refused(acceptInvitation, { params: { token }, as: stranger })).code,
    'members-only',
  );
  const seen = await app.call(getInvitation, { params: { token }, as: stranger });
  assert.match(seen.me?.message ?? '', /会员/);
  assert.equal(
    (await app.call(getMyBooking, { params: { bookingId: booked.id }, as: giver })).status,
    'confirmed',
  );

  const open = await createHandoverSession(app);
  const other = await createSession(app);
  const busy = await createWorker(app);
  await book(app, other, busy);
  const mine = await book(app, open, stranger);
  const clash = await sendTransfer(app, mine.id, stranger, busy);
  const refused = await app.refused(acceptInvitation, { params: { token: tokenIn(clash) }, as: busy });
  assert.equal(refused.code, 'overlapping-booking');

  const full = await createHandoverSession(
    app,
    { maxActivePerPerson: 1 },
    { startsAt: '2026-11-26T06:00:00Z' },
  );
  const keen = await createWorker(app);
  await book(app, await createSession(app, { desk: full.desk, startsAt: '2026-11-27T06:00:00Z' }), keen);
  const person = await createWorker(app);
  const theirs = await book(app, full, person);
  const limit = await sendTransfer(app, theirs.id, person, keen);
  assert.equal(
    (await app.refused(acceptInvitation, { params: { token: tokenIn(limit) }, as: keen })).code,
    'too-many-bookings',
  );
});

test('half an hour, and not a minute longer; the job tells the giver', async () => {
  const session = await createHandoverSession(app);
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  const booked = await book(app, session, giver);
  const sent = await sendTransfer(app, booked.id, giver, taker);
  later(30);
  const late = await app.refused(acceptInvitation, { params: { token: tokenIn(sent) }, as: taker });
  assert.equal(late.code, 'invitation-over');
  assert.equal((await app.call(getInvitation, { params: { token: tokenIn(sent) } })).status, 'expired');
  assert.equal((await app.call(listMyInvitations, { as: taker })).items.length, 0);
  await runJob(app, 'booking.expire-invitations');
  await app.settle();
  const { items } = await app.call(listMyMessages, { as: giver, query: {} });
  assert.ok(items.some((each) => each.kind === 'booking.seat-not-taken'));
  assert.equal(
    (await app.call(getMyBooking, { params: { bookingId: booked.id }, as: giver })).status,
    'confirmed',
  );
  assert.equal((await handoverOf(app, booked.id, giver)).obstacle, null);
});

test('a second invitation waits for the first; declining frees the giver', async () => {
  const session = await createHandoverSession(app);
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  const booked = await book(app, session, giver);
  const sent = await sendTransfer(app, booked.id, giver, taker);
  const body = { phone: randomPhone(), name: '赵师傅' };
  const params = { bookingId: booked.id };
  assert.equal((await app.refused(createTransfer, { params, body, as: giver })).code, 'transfer-pending');
  const declined = await app.call(declineInvitation, { params: { token: tokenIn(sent) }, as: taker });
  assert.equal(declined.status, 'declined');
  await app.call(createTransfer, { params, body, as: giver });
});

test('the palace decides: none, how late, how many, and what was received stays', async () => {
  const session = await createHandoverSession(app, { transfersPerMonth: 0 });
  const giver = await createWorker(app);
  const booked = await book(app, session, giver);
  const body = { phone: randomPhone(), name: '赵师傅' };
  const refusal = async (bookingId: string, as = giver) =>
    (await app.refused(createTransfer, { params: { bookingId }, body, as })).code;
  assert.equal(await refusal(booked.id), 'transfers-not-allowed');
  assert.equal((await handoverOf(app, booked.id, giver)).obstacle, 'transfers-not-allowed');

  const strict = await createHandoverSession(
    app,
    { transfersPerMonth: 1, transferUntilMinutes: 24 * 60 },
    {
      startsAt: '2026-11-28T06:00:00Z',
    },
  );
  const second = await createSession(app, { desk: strict.desk, startsAt: '2026-11-29T06:00:00Z' });
  const [one, two] = [await book(app, strict, giver), await book(app, second, giver)];
  const taker = await createWorker(app);
  const { bookingId } = await accept(tokenIn(await sendTransfer(app, one.id, giver, taker)), taker);
  assert.equal(await refusal(two.id), 'transfer-limit');
  assert.equal(await refusal(bookingId, taker), 'transfer-received');
  const third = await createWorker(app);
  const theirs = await book(app, second, third);
  app.clock.set(new Date('2026-11-28T06:00:00Z'));
  assert.equal(await refusal(theirs.id, third), 'transfer-too-late');
  // A booking keeps the rules it was made under.
  app.clock.set(start);
  await setRules(app, strict.desk, { transfersPerMonth: 0 });
  await sendTransfer(app, theirs.id, third, { phone: randomPhone() });
});

test('what is cancelled meanwhile cannot be accepted', async () => {
  const session = await createHandoverSession(app);
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  const booked = await book(app, session, giver);
  const sent = await sendTransfer(app, booked.id, giver, taker);
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: giver });
  const refused = await app.refused(acceptInvitation, { params: { token: tokenIn(sent) }, as: taker });
  assert.equal(refused.code, 'invitation-over');
  assert.equal((await app.call(getInvitation, { params: { token: tokenIn(sent) } })).status, 'void');
  await runJob(app, 'booking.expire-invitations');
});

test('a made-up link names nothing; accepting twice gives the same booking', async () => {
  const made = await app.refused(getInvitation, { params: { token: 'a'.repeat(64) } });
  assert.equal(made.code, 'not-found');
  const session = await createHandoverSession(app);
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  const sent = await sendTransfer(app, (await book(app, session, giver)).id, giver, taker);
  const first = await accept(tokenIn(sent), taker);
  assert.deepEqual(await accept(tokenIn(sent), taker), first);
  const foreign = await createWorker(app);
  assert.equal(
    (await app.refused(withdrawInvitation, { params: { invitationId: sent.id }, as: foreign })).code,
    'not-found',
  );
});

test('an export names invitations; erased, nobody finds a name or a number', async () => {
  const session = await createHandoverSession(app);
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  await sendTransfer(app, (await book(app, session, giver)).id, giver, taker);
  const data = app.modules.find((each) => each.name === 'booking')?.personalData;
  const exported = JSON.stringify(await data?.exportPerson(app.deps.db.reader, giver.personId));
  assert.match(exported, /"seatInvitations":.*李工友/);
  await app.deps.db.transact((tx) => data?.erasePerson(tx, giver.personId, app.clock.now()) as Promise<void>);
  assert.equal((await app.call(listMyInvitations, { as: taker })).items.length, 0);
  const { rows } = await sql<{ name: string; phone: Buffer | null }>`
    select name, phone_hash as phone from seat_invitation where inviter_id = ${giver.personId}`.execute(
    app.deps.db.reader,
  );
  assert.deepEqual(rows, [{ name: '已注销', phone: null }]);
  await runJob(app, 'booking.expire-invitations');
});
