import { type Answer, codeOf, succeeded } from '../client.ts';
import type { History } from '../history.ts';
import type { Place } from '../world.ts';
import type { Operation, Turn } from './operation.ts';

const names = ['甲', '乙'].map((name) => ({ name }));

const pathOf = (place: Place) => `/palaces/${place.palaceId}/sessions/${place.sessionId}/bookings`;

function chosen({ world, random }: Turn) {
  const place = random.pick(world.places);
  const worker = random.pick(world.workers);
  if (place === undefined || worker === undefined) throw new Error('an empty world');
  return { place, worker };
}

/** Books one to three seats, chosen ones where they have numbers, or joins the waiting list. */
export const book: Operation = {
  name: 'book',
  weight: 40,
  async run(turn) {
    const { place, worker } = chosen(turn);
    const companions = turn.random.chance(0.7) ? 0 : turn.random.whole(1, 2);
    const answer = await turn.client.write({
      method: 'POST',
      path: pathOf(place),
      cookie: worker.cookie,
      body: {
        companions: names.slice(0, companions),
        joinWaitlist: turn.random.chance(0.5),
        ...(place.mapId !== null && companions === 0 && turn.random.chance(0.6)
          ? { seats: [turn.random.whole(0, place.plan.capacity - 1)] }
          : {}),
      },
    });
    note(turn.history, 'book', answer, { personId: worker.personId, sessionId: place.sessionId });
  },
};

/** The front desk books for somebody by phone number. */
export const bookOnBehalf: Operation = {
  name: 'book-on-behalf',
  weight: 4,
  async run(turn) {
    const { place, worker } = chosen(turn);
    const answer = await turn.client.write({
      method: 'POST',
      path: `${pathOf(place)}/on-behalf`,
      cookie: place.desk.cookie,
      body: { phone: worker.phone, joinWaitlist: turn.random.chance(0.3) },
    });
    note(turn.history, 'book-on-behalf', answer, { personId: worker.personId, sessionId: place.sessionId });
  },
};

function note(
  history: History,
  operation: string,
  answer: Answer,
  told: { readonly personId: string; readonly sessionId: string },
): void {
  history.count(operation, succeeded(answer) ? String(answer.body.status) : codeOf(answer));
  if (!succeeded(answer)) return;
  const bookingId = String(answer.body.id ?? answer.body.bookingId);
  history.bookings.set(bookingId, { ...told, seats: Number(answer.body.seats) });
  if (answer.body.status === 'confirmed') history.confirmed.add(bookingId);
}

/** Somebody gives up a booking, or their place in the queue. */
export const cancel: Operation = {
  name: 'cancel',
  weight: 22,
  async run(turn) {
    const { worker } = chosen(turn);
    const booking = await oneOf(turn, worker.cookie, 'canCancel');
    if (booking === undefined) return;
    const answer = await turn.client.write({
      method: 'POST',
      path: `/me/bookings/${booking}/cancel`,
      cookie: worker.cookie,
      body: {},
    });
    turn.history.count('cancel', succeeded(answer) ? String(answer.body.status) : codeOf(answer));
    if (succeeded(answer)) turn.history.cancelled.add(booking);
  },
};

/** Somebody takes the seat that the waiting list offers. */
export const confirm: Operation = {
  name: 'confirm',
  weight: 14,
  async run(turn) {
    const { worker } = chosen(turn);
    const booking = await oneOf(turn, worker.cookie, 'canConfirm');
    if (booking === undefined) return;
    const answer = await turn.client.write({
      method: 'POST',
      path: `/me/bookings/${booking}/confirm`,
      cookie: worker.cookie,
      body: {},
    });
    turn.history.count('confirm', succeeded(answer) ? String(answer.body.status) : codeOf(answer));
    if (succeeded(answer)) turn.history.confirmed.add(booking);
  },
};

/** Id of one of the person's bookings with which they can do something now; undefined without one. */
async function oneOf(
  { client, random }: Turn,
  cookie: string,
  can: 'canCancel' | 'canConfirm',
): Promise<string | undefined> {
  const answer = await client.read({ method: 'GET', path: '/me/bookings?limit=50', cookie });
  const items = (answer.body.items ?? []) as { id: string; canCancel: boolean; canConfirm: boolean }[];
  return random.pick(items.filter((each) => each[can]))?.id;
}
