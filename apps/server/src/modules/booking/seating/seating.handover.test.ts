import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptInvitation, declineInvitation, getMyBooking, getSeatPlan } from '@wengong/contract';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, keyOf } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { handoverOf, sendTransfer, setRules, tokenIn } from '../transfer/transfer.factory.ts';
import { createSeatedSession, seatPlanOf } from './seating.factory.ts';

const app = await openBookings();

const placesOf = async (bookingId: string, as: TestPerson) =>
  (await app.call(getMyBooking, { params: { bookingId }, as })).tickets.map((ticket) => ticket.place);

/** Seats that somebody has, by their place in the map. */
const placesInHouse = async (session: Awaited<ReturnType<typeof createSeatedSession>>) => {
  const plan = await app.call(getSeatPlan, { params: keyOf(session), as: session.desk.director });
  return plan.people.map((person) => person.place);
};

test('a booking that is handed over keeps its seats', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[6]]));
  await setRules(app, session.desk, {});
  const [giver, taker] = [await createWorker(app), await createWorker(app)];
  const booked = await book(app, session, giver, 1);
  const before = booked.tickets.map((ticket) => ticket.place);
  const invitation = await sendTransfer(app, booked.id, giver, taker);
  const { bookingId } = await app.call(acceptInvitation, {
    params: { token: tokenIn(invitation) },
    as: taker,
  });
  assert.deepEqual(await placesOf(bookingId, taker), before);
});

test('a companion who accepts takes their seat along; one who declines frees it', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[6]]));
  await setRules(app, session.desk, { companionRule: 'invited' });
  const booker = await createWorker(app);
  const booked = await book(app, session, booker, 2);
  await app.settle();
  const [mine, first, second] = booked.tickets.map((ticket) => ticket.place);
  // The best seats of an empty row are in its middle, from left to right.
  assert.deepEqual([mine, first, second], [mine, first, second].toSorted());
  const { invitations } = await handoverOf(app, booked.id, booker);
  const friend = await createWorker(app);
  const accepted = await app.call(acceptInvitation, {
    params: { token: tokenIn(invitations[0] ?? { path: null }) },
    as: friend,
  });
  assert.deepEqual(await placesOf(accepted.bookingId, friend), [first]);
  assert.deepEqual(await placesInHouse(session), [mine, first, second]);
  await app.call(declineInvitation, {
    params: { token: tokenIn(invitations[1] ?? { path: null }) },
    as: await createWorker(app),
  });
  assert.deepEqual(await placesInHouse(session), [mine, first]);
});
