import { codeOf, succeeded } from '../client.ts';
import type { Operation } from './operation.ts';

/** Somebody hands a booking over; the other accepts, declines, or it is taken back – now and then all at once. */
export const transfer: Operation = {
  name: 'transfer',
  weight: 5,
  async run({ world, client, history, random }) {
    const giver = random.pick(world.workers);
    const taker = random.pick(world.workers);
    if (giver === undefined || taker === undefined || giver === taker) return;
    const list = await client.read({ method: 'GET', path: '/me/bookings?limit=50', cookie: giver.cookie });
    const items = (list.body.items ?? []) as {
      id: string;
      sessionId: string;
      seats: number;
      status: string;
    }[];
    const booking = random.pick(items.filter((each) => each.status === 'confirmed'));
    if (booking === undefined) return;
    const invited = await client.write({
      method: 'POST',
      path: `/me/bookings/${booking.id}/transfer`,
      cookie: giver.cookie,
      body: { phone: taker.phone, name: '接手人' },
    });
    history.count('transfer', succeeded(invited) ? 'invited' : codeOf(invited));
    if (!succeeded(invited)) return;
    const token = String(invited.body.path).split('/').at(-1);
    const answer = (what: 'accept' | 'decline') =>
      client.write({ method: 'POST', path: `/me/invitations/${token}/${what}`, cookie: taker.cookie });
    const withdraw = () =>
      client.write({
        method: 'POST',
        path: `/me/invitations/${invited.body.id}/withdraw`,
        cookie: giver.cookie,
      });
    const [accepted, other] = await Promise.all([
      answer('accept'),
      random.chance(0.3) ? (random.chance(0.5) ? answer('decline') : withdraw()) : undefined,
    ]);
    history.count('accept', succeeded(accepted) ? 'done' : codeOf(accepted));
    if (other !== undefined) history.count('decline or withdraw', succeeded(other) ? 'done' : codeOf(other));
    if (!succeeded(accepted)) return;
    const bookingId = String(accepted.body.bookingId);
    const { sessionId, seats } = booking;
    history.bookings.set(bookingId, { personId: taker.personId, sessionId, seats });
    history.confirmed.add(bookingId);
    history.transferred.add(booking.id);
  },
};
