import { codeOf, succeeded } from '../client.ts';
import type { Operation } from './operation.ts';

/** Somebody hands a booking over; the other accepts, declines, or it is taken back – now and then all at once. */
export const transfer: Operation = {
  name: 'transfer',
  weight: 5,
  async run({ world, client, history, random }) {
    const booking = history.liveBooking(random);
    const taker = random.pick(world.workers);
    if (booking?.confirmed !== true || taker === undefined || taker === booking.worker) return;
    const giver = booking.worker;
    const invited = await client.write({
      method: 'POST',
      path: `/me/bookings/${booking.id}/transfer`,
      cookie: giver.cookie,
      body: { phone: taker.phone, name: '接手人' },
    });
    if (!succeeded(invited)) return history.refused('transfer', codeOf(invited));
    history.done('transfer');
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
    if (other !== undefined) {
      if (succeeded(other)) history.done('decline or withdraw');
      else history.refused('decline or withdraw', codeOf(other));
    }
    if (!succeeded(accepted)) return history.refused('accept', codeOf(accepted));
    history.done('accept');
    history.told(String(accepted.body.bookingId), booking, taker, booking.seats, 'confirmed');
    history.over(booking, 'transferred');
  },
};
