import { codeOf, succeeded } from '../client.ts';
import { deskOf } from '../world.ts';
import { bookingsOf, noteBooking } from './booking.ts';
import type { Operation } from './operation.ts';

/** The desk sells somebody a pass of a few visits. */
export const sellPass: Operation = {
  name: 'sell-pass',
  weight: 2,
  async run({ world, client, history, random }) {
    const [palaceId, planId] = random.pick([...world.plans]) ?? [];
    const worker = random.pick(world.workers);
    if (palaceId === undefined || worker === undefined) return;
    const answer = await client.write({
      method: 'POST',
      path: `/palaces/${palaceId}/passes`,
      cookie: deskOf(world, palaceId).cookie,
      body: { planId, phone: worker.phone },
    });
    if (!succeeded(answer)) return history.refused('sell-pass', codeOf(answer));
    history.done('sell-pass');
    const pass = { id: String(answer.body.id), palaceId, worker };
    history.passes.set(pass.id, pass);
    history.freshPasses.add(pass);
  },
};

/** Somebody books with a pass – often several sessions at once at different servers, more than it has units. */
export const bookByPass: Operation = {
  name: 'book-by-pass',
  weight: 6,
  async run({ world, client, history, random }) {
    const pass = history.freshPasses.pick(random);
    if (pass === undefined) return history.refused('book-by-pass', 'no pass sold');
    const { palaceId, worker } = pass;
    const here = world.places.filter((each) => each.palaceId === palaceId && each.mapId === null);
    const places = Array.from({ length: random.chance(0.6) ? 4 : 1 }, () => random.pick(here));
    await Promise.all(
      places.map(async (place) => {
        if (place === undefined) return;
        const answer = await client.write({
          method: 'POST',
          path: bookingsOf(place),
          cookie: worker.cookie,
          body: { passId: pass.id, joinWaitlist: random.chance(0.2) },
        });
        noteBooking(history, 'book-by-pass', answer, place, worker);
        // Now and then a booking comes back with its unit; until then others have their turn.
        if (codeOf(answer) === 'pass-used-up' && random.chance(0.1)) history.freshPasses.delete(pass);
      }),
    );
  },
};
