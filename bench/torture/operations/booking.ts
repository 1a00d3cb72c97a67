import type { TestPerson } from '../../../apps/server/src/testkit/person.ts';
import { type Answer, codeOf, succeeded } from '../client.ts';
import type { History, SessionOf } from '../history.ts';
import type { Place } from '../world.ts';
import { deskOf, hotPlace, workerOf } from '../world.ts';
import type { Operation, Turn } from './operation.ts';

const names = ['甲', '乙'].map((name) => ({ name }));

export const bookingsOf = ({ palaceId, sessionId }: SessionOf) =>
  `/palaces/${palaceId}/sessions/${sessionId}/bookings`;

/**
 * Somebody, and a session they want: most want the same as everybody else just now. Of those few queue, for each who
 * does takes the session's lock alone, and everybody else would only stand behind them.
 */
function chosen({ world, random }: Turn): { place: Place; worker: TestPerson; joinWaitlist: boolean } {
  const hot = random.chance(0.7);
  const place = hot ? hotPlace(world) : random.pick(world.places);
  const worker = random.pick(world.workers);
  if (place === undefined || worker === undefined) throw new Error('an empty world');
  return { place, worker, joinWaitlist: random.chance(hot ? 0.04 : 0.3) };
}

/** Books one to three seats, chosen ones where they have numbers, or joins the waiting list. */
export const book: Operation = {
  name: 'book',
  weight: 80,
  async run(turn) {
    const { place, worker, joinWaitlist } = chosen(turn);
    const companions = turn.random.chance(0.7) ? 0 : turn.random.whole(1, 2);
    const answer = await turn.client.write({
      method: 'POST',
      path: bookingsOf(place),
      cookie: worker.cookie,
      body: {
        companions: names.slice(0, companions),
        joinWaitlist,
        ...(place.mapId !== null && companions === 0 && turn.random.chance(0.6)
          ? { seats: [turn.random.whole(0, place.plan.capacity - 1)] }
          : {}),
      },
    });
    noteBooking(turn.history, 'book', answer, place, worker);
  },
};

/**
 * Somebody books the same exhibition in two windows at once: it keeps nobody from being elsewhere, so that only the rule
 * of one booking a session stands against the second.
 */
export const bookTwice: Operation = {
  name: 'book-twice',
  weight: 3,
  async run({ world, client, history, random }) {
    const place = random.pick(world.places.filter(isExhibition));
    const worker = random.pick(world.workers);
    if (place === undefined || worker === undefined) return;
    const request = { method: 'POST', path: bookingsOf(place), cookie: worker.cookie, body: {} } as const;
    const answers = await Promise.all([client.write(request), client.write(request)]);
    for (const answer of answers) noteBooking(history, 'book-twice', answer, place, worker);
  },
};

const HALF_A_DAY = 12 * 3_600_000;

const isExhibition = ({ plan }: Place): boolean =>
  Date.parse(plan.endsAt) - Date.parse(plan.startsAt) > HALF_A_DAY;

/** The front desk books for somebody by phone number. */
export const bookOnBehalf: Operation = {
  name: 'book-on-behalf',
  weight: 3,
  async run(turn) {
    const { place, worker, joinWaitlist } = chosen(turn);
    const answer = await turn.client.write({
      method: 'POST',
      path: `${bookingsOf(place)}/on-behalf`,
      cookie: place.desk.cookie,
      body: { phone: worker.phone, joinWaitlist },
    });
    noteBooking(turn.history, 'book-on-behalf', answer, place, worker);
  },
};

/** Keeps what a booking was answered with. */
export function noteBooking(
  history: History,
  operation: string,
  answer: Answer,
  session: SessionOf,
  worker: TestPerson,
): void {
  if (!succeeded(answer)) {
    history.refused(operation, codeOf(answer));
    return;
  }
  const status = String(answer.body.status);
  history.done(`${operation}: ${status}`);
  const id = String(answer.body.id ?? answer.body.bookingId);
  history.told(id, session, worker, Number(answer.body.seats), status);
}

/** Somebody gives up a booking, or their place in the queue; now and then the front desk does it for them. */
export const cancel: Operation = {
  name: 'cancel',
  weight: 20,
  async run({ world, client, history, random }) {
    const booking = history.liveBooking(random);
    if (booking === undefined) return;
    const byDesk = random.chance(0.12);
    const answer = await client.write(
      byDesk
        ? {
            method: 'POST',
            path: `/palaces/${booking.palaceId}/bookings/${booking.id}/cancel`,
            cookie: deskOf(world, booking.palaceId).cookie,
            body: { reason: '电话取消' },
          }
        : {
            method: 'POST',
            path: `/me/bookings/${booking.id}/cancel`,
            cookie: booking.worker.cookie,
            body: {},
          },
    );
    const name = byDesk ? 'cancel-for-person' : 'cancel';
    if (!succeeded(answer)) {
      history.gaveUp(booking);
      return history.refused(name, codeOf(answer));
    }
    history.done(`${name}: ${answer.body.status}`);
    history.over(booking, 'cancelled');
  },
};

/** Somebody takes the seat that the waiting list or a draw offers. */
export const confirm: Operation = {
  name: 'confirm',
  weight: 10,
  async run({ world, client, offers, history, random }) {
    const offer = await offers.one(random);
    if (offer === undefined) return history.refused('confirm', 'nothing offered');
    const worker = workerOf(world, offer.person_id);
    const answer = await client.write({
      method: 'POST',
      path: `/me/bookings/${offer.id}/confirm`,
      cookie: worker.cookie,
      body: {},
    });
    if (!succeeded(answer)) return history.refused('confirm', codeOf(answer));
    history.done('confirm');
    const session = { palaceId: offer.palace_id, sessionId: offer.session_id };
    history.told(offer.id, session, worker, offer.seats, 'confirmed');
  },
};

/** Somebody looks at what they have: what they were told of is there. */
export const look: Operation = {
  name: 'look',
  weight: 2,
  async run({ world, client, history, random }) {
    const worker = random.pick(world.workers);
    if (worker === undefined) return;
    const answer = await client.read({
      method: 'GET',
      path: '/me/bookings?limit=50',
      cookie: worker.cookie,
    });
    if (!succeeded(answer)) return history.broke('my bookings cannot be read', { code: codeOf(answer) });
    history.done('look');
  },
};
