import { codeOf, succeeded } from '../client.ts';
import type { Chore, Operation, Turn } from './operation.ts';

/** The palace gives a union seats of a session, or takes back what the union has not used. */
export const allot: Chore = {
  name: 'allot',
  everyOperations: 80,
  everyMs: 50,
  async run({ world, client, history, random }) {
    const union = random.pick(world.unions);
    const place = random.pick(world.places.filter((each) => each.palaceId === union?.palaceId));
    if (union === undefined || place === undefined) return;
    const mine = union.allotments.get(place.sessionId);
    const { cookie } = place.desk;
    if (mine !== undefined) {
      const path = `/palaces/${place.palaceId}/allotments/${mine}/return`;
      const answer = await client.write({ method: 'POST', path, cookie });
      if (!succeeded(answer)) return history.refused('take-back', codeOf(answer));
      union.allotments.delete(place.sessionId);
      return history.done('take-back');
    }
    const path = `/palaces/${place.palaceId}/sessions/${place.sessionId}/allotments`;
    const seats = random.whole(1, 3);
    const body = { parentId: null, kind: 'union', unionId: union.unionId, seats, returnsAt: null };
    const answer = await client.write({ method: 'POST', path, cookie, body });
    if (!succeeded(answer)) return history.refused('allot', codeOf(answer));
    history.done('allot');
    const pools = (answer.body.pools ?? []) as { id: string; kind: string; returned: boolean }[];
    const pool = pools.find((each) => each.kind === 'union' && !each.returned);
    if (pool !== undefined) union.allotments.set(place.sessionId, pool.id);
  },
};

/** The union's officer puts somebody into one of its seats; now and then they decline at once. */
export const enrolByUnion: Operation = {
  name: 'enrol-by-union',
  weight: 3,
  async run(turn) {
    const { world, client, history, random } = turn;
    const union = random.pick(world.unions);
    const worker = random.pick(world.workers);
    if (union === undefined || worker === undefined) return;
    const [sessionId, allotment] = random.pick([...union.allotments]) ?? [];
    if (sessionId === undefined) return history.refused('enrol-by-union', 'no seats given');
    const answer = await client.write({
      method: 'POST',
      path: `/unions/${union.unionId}/allotments/${allotment}/people`,
      cookie: union.officer.cookie,
      body: { name: '厂里的工友', phone: worker.phone },
    });
    if (!succeeded(answer)) return history.refused('enrol-by-union', codeOf(answer));
    history.done('enrol-by-union');
    history.enrolled.add(`${sessionId} ${worker.personId}`);
    if (random.chance(0.4)) await decline(turn, worker, { palaceId: union.palaceId, sessionId });
  },
};

async function decline(
  { client, history }: Turn,
  worker: Turn['world']['workers'][number],
  session: { readonly palaceId: string; readonly sessionId: string },
): Promise<void> {
  const { cookie } = worker;
  const list = await client.read({ method: 'GET', path: '/me/bookings?limit=50', cookie });
  const items = (list.body.items ?? []) as { id: string; sessionId: string; seats: number; status: string }[];
  const booking = items.find((each) => each.sessionId === session.sessionId);
  if (booking === undefined) return;
  history.told(booking.id, session, worker, booking.seats, booking.status);
  const answer = await client.write({ method: 'POST', path: `/me/bookings/${booking.id}/decline`, cookie });
  if (!succeeded(answer)) return history.refused('decline enrolment', codeOf(answer));
  history.done('decline enrolment');
  const told = history.bookings.get(booking.id);
  if (told !== undefined) history.over(told, 'cancelled');
}
