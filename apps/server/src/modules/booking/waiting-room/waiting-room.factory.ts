import { createHash } from 'node:crypto';
import {
  type Challenge,
  enterWaitingRoom,
  getMyPlace,
  getWaitingRoom,
  type Place,
  takePlace,
} from '@wengong/contract';
import { rankOf } from '@wengong/contract/waiting-room-order';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import { createSession, keyOf, type SessionWishes, type TestSession } from '../booking.factory.ts';

/** Noon and ten seconds, ten minutes after the test kit's clock starts: the door is open already. */
export const OPENING = '2026-11-23T04:10:10Z';

/** A published session with a waiting room that opens at OPENING. */
export const createRoomSession = (app: TestApp, wishes: SessionWishes = {}) =>
  createSession(app, {
    ...wishes,
    plan: { release: 'waiting_room', bookingOpensAt: OPENING, ...wishes.plan },
  });

/** Moves the clock to so many seconds after the opening, or before it when negative. */
export const toOpening = (app: TestApp, seconds: number): void =>
  app.clock.set(new Date(Date.parse(OPENING) + seconds * 1000));

export const roomOf = (app: TestApp, session: TestSession) =>
  app.call(getWaitingRoom, { params: keyOf(session) });

/** What a browser finds for a challenge. */
export const solve = ({ token, parts, bits }: Challenge): number[] =>
  Array.from({ length: parts }, (_, part) => {
    for (let nonce = 0; ; nonce += 1) {
      const hash = createHash('sha256').update(`${token}.${part}.${nonce}`).digest();
      if (hash.readUInt32BE(0) < 2 ** (32 - bits)) return nonce;
    }
  });

export async function challengeFor(app: TestApp, session: TestSession, as: TestPerson): Promise<Challenge> {
  const { challenge } = await app.call(getMyPlace, { params: keyOf(session), as });
  if (challenge === null) throw new Error('the person has a place already');
  return challenge;
}

/** Takes a place as a browser does, or gives the one that the person has. */
export async function join(app: TestApp, session: TestSession, as: TestPerson): Promise<Place> {
  const { place, challenge } = await app.call(getMyPlace, { params: keyOf(session), as });
  if (challenge === null) return place as Place;
  const body = { challenge: challenge.token, solution: solve(challenge) };
  return app.call(takePlace, { params: keyOf(session), body, as });
}

export const enter = (app: TestApp, session: TestSession, as: TestPerson): Promise<Place> =>
  app.call(enterWaitingRoom, { params: keyOf(session), as });

/** Rank of a place by what everybody can see. */
export async function rankIn(app: TestApp, session: TestSession, { number }: Place): Promise<number> {
  const { early, seed } = await roomOf(app, session);
  if (early === null || seed === null) throw new Error('the room is not open yet');
  return rankOf(number, { early, seed });
}
