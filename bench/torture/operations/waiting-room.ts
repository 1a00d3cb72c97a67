import { createHash } from 'node:crypto';
import type { Challenge } from '@wengong/contract';
import type { TestPerson } from '../../../apps/server/src/testkit/person.ts';
import { type Answer, codeOf, succeeded } from '../client.ts';
import type { Room } from '../world.ts';
import { bookingsOf, noteBooking } from './booking.ts';
import type { Chore, Operation, Turn } from './operation.ts';
import { addSession, hoursAhead } from './session.ts';

const SECOND = 1000;
/** From making a room to its opening, and from then on until nobody comes any more. */
const GATHERING_MS = 6 * SECOND;
const OPEN_MS = 40 * SECOND;

/** The editor plans one more session with a waiting room, which opens in a moment. */
export const openRoom: Chore = {
  name: 'open-room',
  everyOperations: 800,
  everyMs: 8000,
  async run({ world, client, history, random }) {
    const place = random.pick(world.places.filter((each) => each.mapId === null));
    if (place === undefined) return;
    const opensAt = Date.now() + GATHERING_MS;
    const answer = await addSession(client, place, {
      ...hoursAhead(random.whole(30, 72)),
      bookingOpensAt: new Date(opensAt).toISOString(),
      release: 'waiting_room',
      quotas: [],
    });
    if ('problem' in answer) return history.refused('open-room', answer.problem);
    history.done('open-room');
    const { palaceId } = place;
    world.rooms.push({ palaceId, sessionId: answer.id, opensAt, inside: new Map(), waiting: new Map() });
  },
};

/** A room in which something goes on. */
function someRoom({ world, random }: Turn): Room | undefined {
  const now = Date.now();
  return random.pick(world.rooms.slice(-8).filter((room) => now < room.opensAt + OPEN_MS));
}

const pathOf = (room: Room) => `/palaces/${room.palaceId}/sessions/${room.sessionId}/waiting-room`;

/** Somebody takes a place, or comes back to the one they have: their number stays theirs. */
export const joinRoom: Operation = {
  name: 'join-room',
  weight: 4,
  async run(turn) {
    const { client, history, random } = turn;
    const room = someRoom(turn);
    const worker = random.pick(turn.world.workers);
    if (room === undefined || worker === undefined) return;
    const path = `${pathOf(room)}/place`;
    const mine = await client.read({ method: 'GET', path, cookie: worker.cookie });
    if (!succeeded(mine)) return history.refused('join-room', codeOf(mine));
    const place = mine.body.place as { number: number } | null;
    if (place !== null) return noteNumber(turn, room, worker, place.number);
    const challenge = mine.body.challenge as Challenge;
    const body = { challenge: challenge.token, solution: solved(challenge) };
    // Without a key: asking again finds the place that one has.
    const take = () => client.read({ method: 'POST', path, cookie: worker.cookie, body });
    const [taken, twin] = await Promise.all([take(), random.chance(0.2) ? take() : undefined]);
    if (twin !== undefined && succeeded(twin)) noteNumber(turn, room, worker, Number(twin.body.number));
    if (!succeeded(taken)) return history.refused('join-room', codeOf(taken));
    history.done('join-room');
    noteNumber(turn, room, worker, Number(taken.body.number));
  },
};

/** A place that was told of survives whatever is killed, and is not given to anybody else (checker: room-one-number). */
function noteNumber({ history }: Turn, room: Room, worker: TestPerson, number: number): void {
  const name = `${room.sessionId} ${worker.personId}`;
  const known = history.numbers.get(name);
  if (known !== undefined && known !== number) {
    history.broke('a place in a waiting room changed', { name, known, number });
  }
  history.numbers.set(name, number);
  if (!room.inside.has(worker)) room.waiting.set(worker, number);
}

/** Somebody who was called goes in, perhaps twice, and books with their pass; somebody else tries without one. */
export const enterRoom: Operation = {
  name: 'enter-room',
  weight: 4,
  async run(turn) {
    const { client, history, random, world } = turn;
    const room = someRoom(turn);
    if (room === undefined) return;
    if (random.chance(0.1)) return sneakIn(turn, room);
    // Whoever waits sees what a browser asks for: it is this that calls people.
    await client.read({ method: 'GET', path: pathOf(room) });
    const [worker] = random.pick([...room.waiting]) ?? [random.pick(world.workers)];
    if (worker === undefined) return;
    const enter = () =>
      client.write({ method: 'POST', path: `${pathOf(room)}/entry`, cookie: worker.cookie });
    const answers = await Promise.all(random.chance(0.3) ? [enter(), enter()] : [enter()]);
    const inside = answers.find(succeeded);
    if (inside === undefined) return history.refused('enter-room', codeOf(answers[0] as Answer));
    history.done('enter-room');
    notePass(turn, room, worker, String(inside.body.pass));
    const answer = await client.write({
      method: 'POST',
      path: bookingsOf(room),
      cookie: worker.cookie,
      body: { pass: inside.body.pass },
    });
    noteBooking(history, 'book-with-pass', answer, room, worker);
  },
};

/** Waiting people of whom each is asked what is left of their place after everything has been killed. */
const ASKED = 24;

/**
 * The power goes while people wait in an open room: all servers at once. A place that somebody was told of is still
 * theirs afterwards, with its number.
 */
export const powerCut: Chore = {
  name: 'power-cut',
  // Starting again takes seconds of both cores, in which nobody contends.
  everyOperations: 20_000,
  everyMs: 5000,
  async run(turn) {
    const { world, client, history, killAll } = turn;
    const now = Date.now();
    const room = world.rooms
      .slice(-8)
      .find((each) => each.waiting.size > 0 && each.opensAt < now && now < each.opensAt + OPEN_MS / 2);
    if (room === undefined || killAll === undefined) return;
    const waiting = [...room.waiting.keys()].slice(0, ASKED);
    killAll();
    history.done('power cut in an open room');
    await Promise.all(
      waiting.map(async (worker) => {
        const path = `${pathOf(room)}/place`;
        const mine = await client.read({ method: 'GET', path, cookie: worker.cookie });
        if (!succeeded(mine)) return history.refused('power-cut', codeOf(mine));
        const place = mine.body.place as { number: number } | null;
        if (place !== null) return noteNumber(turn, room, worker, place.number);
        history.broke('a place in a waiting room was lost', {
          session: room.sessionId,
          person: worker.personId,
        });
      }),
    );
  },
};

function notePass({ history }: Turn, room: Room, worker: TestPerson, pass: string): void {
  const known = room.inside.get(worker);
  if (known !== undefined && known !== pass) {
    history.broke('somebody was given two passes', { sessionId: room.sessionId, person: worker.personId });
  }
  room.inside.set(worker, pass);
  room.waiting.delete(worker);
}

/** Nobody gets a seat without a pass. */
async function sneakIn({ client, history, random, world }: Turn, room: Room): Promise<void> {
  const worker = random.pick(world.workers);
  if (worker === undefined) return;
  const stolen = random.pick([...room.inside].filter(([owner]) => owner !== worker).map(([, pass]) => pass));
  const answer = await client.write({
    method: 'POST',
    path: bookingsOf(room),
    cookie: worker.cookie,
    body: stolen === undefined ? {} : { pass: stolen },
  });
  if (!succeeded(answer)) return history.refused('book-without-pass', codeOf(answer));
  history.broke('somebody booked without a pass of their own', { sessionId: room.sessionId });
}

/** What a browser finds for a challenge. */
const solved = ({ token, parts, bits }: Challenge): number[] =>
  Array.from({ length: parts }, (_, part) => {
    for (let nonce = 0; ; nonce += 1) {
      const hash = createHash('sha256').update(`${token}.${part}.${nonce}`).digest();
      if (hash.readUInt32BE(0) < 2 ** (32 - bits)) return nonce;
    }
  });
