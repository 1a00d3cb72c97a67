import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  acceptInvitation,
  cancelMyBooking,
  createTransfer,
  declineInvitation,
  getMyBooking,
  inviteCompanion,
  listMyBookings,
  listMyMessages,
  listSessionBookings,
  withdrawInvitation,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, bookOrWait, keyOf, runJob } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { createHandoverSession, type HandoverWishes, handoverOf, tokenIn } from './transfer.factory.ts';

const app = await openBookings();
const start = app.clock.now();

/** A booking with so many companions, who are to accept themselves. */
async function bookTogether(companions: number, rules: HandoverWishes = {}, capacity = 4) {
  const session = await createHandoverSession(
    app,
    { companionRule: 'invited', ...rules },
    { activity: { maxCompanions: 3, priceFen: 1000, memberPriceFen: 800 }, plan: { capacity } },
  );
  const booker = await createWorker(app);
  const booked = await book(app, session, booker, companions);
  await app.settle();
  const { invitations } = await handoverOf(app, booked.id, booker);
  return { session, booker, bookingId: booked.id, invitations, tokens: invitations.map(tokenIn) };
}
const mine = (bookingId: string, as: TestPerson) => app.call(getMyBooking, { params: { bookingId }, as });
const accept = (token: string | undefined, as: TestPerson) =>
  app.call(acceptInvitation, { params: { token: token ?? '' }, as });

test('each companion becomes the holder of a ticket of their own', async () => {
  const { session, booker, bookingId, tokens } = await bookTogether(2);
  assert.equal(tokens.length, 2);
  // Nobody is shown the ticket of a companion who has not accepted.
  assert.deepEqual(
    (await mine(bookingId, booker)).tickets.map((each) => each.ordinal),
    [0],
  );
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  const attendees = async () =>
    (await app.call(listSessionBookings, { params: keyOf(session), query: {}, as: desk })).items;
  assert.deepEqual(
    (await attendees()).map((each) => each.companionsAwaited),
    [2],
  );

  const [one, two] = [await createWorker(app), await createWorker(app)];
  const first = await accept(tokens[0], one);
  const theirs = await mine(first.bookingId, one);
  assert.deepEqual(
    [theirs.status, theirs.seats, theirs.tickets.length, theirs.priceFen],
    ['confirmed', 1, 1, 1000],
  );
  await accept(tokens[1], two);
  const rest = await mine(bookingId, booker);
  assert.deepEqual([rest.seats, rest.priceFen, rest.companions], [1, 1000, []]);
  assert.deepEqual(
    (await attendees()).map((each) => each.receivedBy),
    [null, 'companion', 'companion'],
  );
  // A companion gives up just their own seat; the others keep theirs.
  await app.call(cancelMyBooking, { params: { bookingId: first.bookingId }, as: one });
  assert.equal((await mine(bookingId, booker)).status, 'confirmed');
  const kinds = (await app.call(listMyMessages, { as: booker, query: {} })).items.map((each) => each.kind);
  await app.settle();
  assert.ok(kinds.includes('booking.companions-awaited'), kinds.join());
});

test('a seat that nobody accepts in time goes to who waits; the booker keeps their own', async () => {
  const { session, booker, bookingId, tokens } = await bookTogether(2, {}, 3);
  const waiting = await createWorker(app);
  const queued = await bookOrWait(app, session, waiting);
  assert.equal(queued.status, 'waitlisted');
  await accept(tokens[1], await createWorker(app));
  app.clock.set(new Date(start.getTime() + 30 * 60_000));
  const late = await app.refused(acceptInvitation, { params: { token: tokens[0] ?? '' }, as: waiting });
  assert.equal(late.code, 'invitation-over');
  await runJob(app, 'booking.expire-invitations');
  await app.settle();
  assert.equal((await mine(queued.id, waiting)).status, 'held');
  const rest = await mine(bookingId, booker);
  assert.deepEqual([rest.status, rest.seats, rest.tickets.length, rest.priceFen], ['confirmed', 1, 1, 1000]);
});

test('declined and taken back, the seat goes on at once', async () => {
  const { session, booker, bookingId, invitations, tokens } = await bookTogether(2, {}, 3);
  const waiting = [await createWorker(app), await createWorker(app)];
  const queued = [];
  for (const each of waiting) queued.push(await bookOrWait(app, session, each));
  await app.call(declineInvitation, { params: { token: tokens[0] ?? '' }, as: await createWorker(app) });
  await app.call(withdrawInvitation, { params: { invitationId: invitations[1]?.id ?? '' }, as: booker });
  for (const [index, each] of waiting.entries()) {
    assert.equal((await mine(queued[index]?.id ?? '', each)).status, 'held');
  }
  assert.equal((await mine(bookingId, booker)).seats, 1);
});

test('a link works once, for one person; another companion takes its place in the time that is left', async () => {
  const { booker, bookingId, tokens } = await bookTogether(1);
  app.clock.set(new Date(start.getTime() + 10 * 60_000));
  const named = await createWorker(app);
  const sent = await app.call(inviteCompanion, {
    params: { bookingId, ordinal: 1 },
    body: { phone: named.phone, name: '孙师傅' },
    as: booker,
  });
  assert.equal(Date.parse(sent.expiresAt) - start.getTime(), 30 * 60_000);
  const refusal = async (token: string, as: TestPerson) =>
    (await app.refused(acceptInvitation, { params: { token }, as })).code;
  const stranger = await createWorker(app);
  assert.equal(await refusal(tokens[0] ?? '', stranger), 'invitation-over');
  assert.equal(await refusal(tokenIn(sent), stranger), 'invitation-not-yours');
  assert.equal(await refusal(tokenIn(sent), booker), 'invitation-own');
  await accept(tokenIn(sent), named);
  assert.equal((await app.call(listMyBookings, { as: named, query: {} })).items.length, 1);
});

test('while companions are awaited the booking stays; cancelling it voids their links', async () => {
  const { booker, bookingId, tokens } = await bookTogether(1);
  const refused = await app.refused(createTransfer, {
    params: { bookingId },
    body: { phone: '13900000001', name: '赵' },
    as: booker,
  });
  assert.equal(refused.code, 'companions-pending');
  await app.call(cancelMyBooking, { params: { bookingId }, as: booker });
  const over = await app.refused(acceptInvitation, {
    params: { token: tokens[0] ?? '' },
    as: await createWorker(app),
  });
  assert.equal(over.code, 'invitation-over');
  await runJob(app, 'booking.expire-invitations');
});

test('where a name is enough nobody is invited; in a rush they are only where places are not first come first served', async () => {
  assert.equal((await bookTogether(1, { companionRule: 'named' })).invitations.length, 0);
  assert.equal((await bookTogether(1, { companionRule: 'rush' })).invitations.length, 0);
});
