import { codeOf, succeeded } from '../client.ts';
import type { Operation, Turn } from './operation.ts';

/** The palace gives a union seats of a session, or takes back what the union has not used. */
export const allot: Operation = {
  name: 'allot',
  weight: 1.5,
  async run({ world, client, history, random }) {
    const union = random.pick(world.unions);
    const place = random.pick(world.places.filter((each) => each.palaceId === union?.palaceId));
    if (union === undefined || place === undefined) return;
    const path = `/palaces/${place.palaceId}/sessions/${place.sessionId}/allotments`;
    const seen = await client.read({ method: 'GET', path, cookie: place.desk.cookie });
    const pools = (seen.body.pools ?? []) as { id: string; kind: string; returned: boolean }[];
    const mine = pools.find((pool) => pool.kind === 'union' && !pool.returned);
    const answer = await client.write(
      mine === undefined
        ? {
            method: 'POST',
            path,
            cookie: place.desk.cookie,
            body: {
              parentId: null,
              kind: 'union',
              unionId: union.unionId,
              seats: random.whole(1, 3),
              returnsAt: null,
            },
          }
        : {
            method: 'POST',
            path: `/palaces/${place.palaceId}/allotments/${mine.id}/return`,
            cookie: place.desk.cookie,
          },
    );
    history.count(mine === undefined ? 'allot' : 'take-back', succeeded(answer) ? 'done' : codeOf(answer));
  },
};

/** The union's officer puts somebody into one of its seats; now and then they decline at once. */
export const enrol: Operation = {
  name: 'enrol',
  weight: 4,
  async run(turn) {
    const { world, client, history, random } = turn;
    const union = random.pick(world.unions);
    const worker = random.pick(world.workers);
    if (union === undefined || worker === undefined) return;
    const cookie = union.officer.cookie;
    const list = await client.read({ method: 'GET', path: `/unions/${union.unionId}/allotments`, cookie });
    const items = (list.body.items ?? []) as { id: string; sessionId: string; free: number }[];
    const allotment = random.pick(items);
    if (allotment === undefined) return;
    const answer = await client.write({
      method: 'POST',
      path: `/unions/${union.unionId}/allotments/${allotment.id}/people`,
      cookie,
      body: { name: '厂里的工友', phone: worker.phone },
    });
    history.count('enrol', succeeded(answer) ? 'done' : codeOf(answer));
    if (!succeeded(answer)) return;
    history.enrolled.add(`${allotment.sessionId} ${worker.personId}`);
    if (random.chance(0.3)) await decline(turn, worker.cookie, allotment.sessionId);
  },
};

async function decline({ client, history }: Turn, cookie: string, sessionId: string): Promise<void> {
  const list = await client.read({ method: 'GET', path: '/me/bookings?limit=50', cookie });
  const items = (list.body.items ?? []) as { id: string; sessionId: string }[];
  const booking = items.find((each) => each.sessionId === sessionId);
  if (booking === undefined) return;
  const answer = await client.write({ method: 'POST', path: `/me/bookings/${booking.id}/decline`, cookie });
  history.count('decline enrolment', succeeded(answer) ? 'done' : codeOf(answer));
  if (succeeded(answer)) history.cancelled.add(booking.id);
}
