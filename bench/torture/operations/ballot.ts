import { codeOf, succeeded } from '../client.ts';
import type { Ballot } from '../world.ts';
import type { Chore, Operation, Turn } from './operation.ts';
import { addSession, hoursAhead } from './session.ts';

const SECOND = 1000;
/** How long one can enter. */
const ENTRY_MS = 10 * SECOND;

/** The editor plans one more session whose places are drawn, with a moment to enter. */
export const openBallot: Chore = {
  name: 'open-ballot',
  everyOperations: 1000,
  everyMs: 5000,
  async run({ world, client, history, random }) {
    const place = random.pick(world.places.filter((each) => each.mapId === null));
    if (place === undefined) return;
    const changes = { ...hoursAhead(random.whole(30, 72)), release: 'ballot', quotas: [] };
    const added = await addSession(client, place, changes);
    if ('problem' in added) return history.refused('open-ballot', added.problem);
    const closesAt = Date.now() + ENTRY_MS;
    const path = `/palaces/${place.palaceId}/sessions/${added.id}/ballot`;
    const body = { opensAt: iso(Date.now()), closesAt: iso(closesAt), drawsAt: iso(closesAt + SECOND) };
    const made = await client.write({ method: 'PUT', path, cookie: place.editor.cookie, body });
    if (!succeeded(made)) return history.refused('open-ballot', codeOf(made));
    history.done('open-ballot');
    world.ballots.push({ path, sessionId: added.id, closesAt, entered: new Set() });
  },
};

const iso = (time: number) => new Date(time).toISOString();

/** Somebody enters a ballot, or thinks better of it. */
export const enterBallot: Operation = {
  name: 'enter-ballot',
  weight: 5,
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
    const name = leaves ? 'leave-ballot' : 'enter-ballot';
    if (!succeeded(answer)) return history.refused(name, codeOf(answer));
    history.done(name);
    if (!leaves) ballot.entered.add(worker.personId);
  },
};

/** The jobs that close and draw what is due; often killed in the middle, sometimes run by two at once. */
export const drawBallots: Chore = {
  name: 'draw-ballots',
  everyOperations: 100,
  everyMs: 1000,
  async run({ database }: Turn) {
    await database.query(`select graphile_worker.add_job('booking.close-ballots', '{}'),
      graphile_worker.add_job('booking.draw-ballots', '{}')`);
  },
};

/** Whether everything that is due has been drawn. */
export const isOver = (ballot: Ballot, now: number): boolean => now > ballot.closesAt + 2 * SECOND;
