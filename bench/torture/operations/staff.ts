import { codeOf, succeeded } from '../client.ts';
import type { Place } from '../world.ts';
import type { Operation, Turn } from './operation.ts';

function anyPlace({ world, random }: Turn): Place {
  const place = random.pick(world.places);
  if (place === undefined) throw new Error('an empty world');
  return place;
}

/** One of the bookings of a session that can be admitted; undefined without one. */
async function attendeeOf({ client, random }: Turn, place: Place) {
  const path = `/palaces/${place.palaceId}/sessions/${place.sessionId}/bookings?status=live&limit=50`;
  const answer = await client.read({ method: 'GET', path, cookie: place.desk.cookie });
  const items = (answer.body.items ?? []) as { bookingId: string; personId: string; status: string }[];
  return random.pick(items);
}

/** The front desk cancels somebody's booking. */
export const cancelForPerson: Operation = {
  name: 'cancel-for-person',
  weight: 3,
  async run(turn) {
    const place = anyPlace(turn);
    const attendee = await attendeeOf(turn, place);
    if (attendee === undefined) return;
    const answer = await turn.client.write({
      method: 'POST',
      path: `/palaces/${place.palaceId}/bookings/${attendee.bookingId}/cancel`,
      cookie: place.desk.cookie,
      body: { reason: '电话取消' },
    });
    turn.history.count('cancel-for-person', succeeded(answer) ? String(answer.body.status) : codeOf(answer));
    if (succeeded(answer)) turn.history.cancelled.add(attendee.bookingId);
  },
};

/** The host has more or fewer seats than planned, or reserves others. */
export const resize: Operation = {
  name: 'resize',
  weight: 1,
  async run(turn) {
    const place = anyPlace(turn);
    const programme = `/palaces/${place.palaceId}/programme`;
    const seen = await turn.client.read({
      method: 'GET',
      path: `${programme}/activities/${place.activityId}`,
      cookie: place.editor.cookie,
    });
    const sessions = (seen.body.sessions ?? []) as { id: string; version: number }[];
    const version = sessions.find((each) => each.id === place.sessionId)?.version;
    if (version === undefined) return;
    const capacity = Math.max(2, place.plan.capacity + turn.random.whole(-3, 3));
    const quotas = turn.random.chance(0.4) && capacity > 3 ? [{ category: 'courier', seats: 2 }] : [];
    const answer = await turn.client.write({
      method: 'PUT',
      path: `${programme}/sessions/${place.sessionId}`,
      cookie: place.editor.cookie,
      body: { version, plan: { ...place.plan, capacity, quotas } },
    });
    turn.history.count('resize', succeeded(answer) ? 'done' : codeOf(answer));
  },
};
