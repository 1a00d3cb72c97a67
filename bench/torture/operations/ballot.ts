import { codeOf, succeeded } from '../client.ts';
import type { Ballot } from '../world.ts';
import type { Operation, Turn } from './operation.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** The editor plans one more session whose places are drawn, with half a minute to enter. */
export const openBallot: Operation = {
  name: 'open-ballot',
  weight: 0.2,
  async run({ world, client, history, random }) {
    const place = random.pick(world.places.filter((each) => each.mapId === null));
    if (place === undefined) return;
    const programme = `/palaces/${place.palaceId}/programme/activities/${place.activityId}/sessions`;
    const start = Math.ceil(Date.now() / HOUR) * HOUR + random.whole(30, 72) * HOUR;
    const plan = {
      ...place.plan,
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + HOUR).toISOString(),
      bookingClosesAt: new Date(start).toISOString(),
      release: 'ballot',
      quotas: [],
    };
    const cookie = place.editor.cookie;
    const added = await client.write({ method: 'POST', path: programme, cookie, body: { sessions: [plan] } });
    const [session] = (added.body.items ?? []) as { id: string }[];
    if (session === undefined) return history.count('open-ballot', codeOf(added));
    const closesAt = Date.now() + 30 * SECOND;
    const path = `/palaces/${place.palaceId}/sessions/${session.id}/ballot`;
    const body = { opensAt: iso(Date.now()), closesAt: iso(closesAt), drawsAt: iso(closesAt + SECOND) };
    const made = await client.write({ method: 'PUT', path, cookie, body });
    history.count('open-ballot', succeeded(made) ? 'done' : codeOf(made));
    if (succeeded(made)) world.ballots.push({ path, sessionId: session.id, closesAt, entered: new Set() });
  },
};

const iso = (time: number) => new Date(time).toISOString();

/** Somebody enters a ballot, or thinks better of it. */
export const enterBallot: Operation = {
  name: 'enter-ballot',
  weight: 8,
  async run({ world, client, history, random }) {
    const ballot = random.pick(world.ballots.slice(-8).filter((each) => Date.now() < each.closesAt + SECOND));
    const worker = random.pick(world.workers);
    if (ballot === undefined || worker === undefined) return;
    const leaves = ballot.entered.has(worker.personId) && random.chance(0.3);
    const answer = await client.write({
      method: leaves ? 'DELETE' : 'PUT',
      path: `${ballot.path}/entry`,
      cookie: worker.cookie,
      ...(leaves ? {} : { body: { companions: random.chance(0.2) ? [{ name: '甲' }] : [] } }),
    });
    history.count(leaves ? 'leave-ballot' : 'enter-ballot', succeeded(answer) ? 'done' : codeOf(answer));
    if (succeeded(answer) && !leaves) ballot.entered.add(worker.personId);
  },
};

/** The jobs that close and draw what is due; often killed in the middle, sometimes run by two at once. */
export const drawBallots: Operation = {
  name: 'draw-ballots',
  weight: 0.6,
  async run({ database }: Turn) {
    await database.query(`select graphile_worker.add_job('booking.close-ballots', '{}'),
      graphile_worker.add_job('booking.draw-ballots', '{}')`);
  },
};

/** Whether everything that is due has been drawn. */
export const isOver = (ballot: Ballot, now: number): boolean => now > ballot.closesAt + 2 * SECOND;
