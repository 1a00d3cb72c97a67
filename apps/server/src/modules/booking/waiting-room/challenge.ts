import { createHash } from 'node:crypto';
import type { Challenge } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import { type Bearer, sameSignature, signatureOf } from './pass.ts';

const SECOND = 1000;
/** A challenge holds as long as the door is open before the opening. */
const HOLDS_MS = 30 * 60 * SECOND;
/** Several small puzzles take a steadier time than one large. */
const PARTS = 4;

/** Work asked for by how many ask for it in ten seconds: about 0.04, 0.2 and 0.7 s on a cheap phone (65,536 hashes). */
const LEVELS = [
  { above: 2000, bits: 14, waitSeconds: 20 },
  { above: 200, bits: 12, waitSeconds: 10 },
  { above: -1, bits: 10, waitSeconds: 5 },
] as const;

/** Bits and wait by what was asked of this process in the last ten seconds. */
export const levelOf = (lately: number) =>
  LEVELS.find((level) => lately > level.above) ?? { bits: 10, waitSeconds: 5 };

/** At a kiosk of the palace there is nothing to solve and nothing to wait for. */
const AT_KIOSK = { bits: 0, waitSeconds: 0 };

/** A challenge for one person and session: `<made, base 36>.<bits>.<wait>.<signature>`. Nothing is stored. */
export function makeChallenge(
  keys: Keys,
  bearer: Bearer,
  asked: { readonly lately: number; readonly atKiosk: boolean },
  now: Date,
): Challenge {
  const { bits, waitSeconds } = asked.atKiosk ? AT_KIOSK : levelOf(asked.lately);
  const head = [now.getTime().toString(36), bits, waitSeconds].join('.');
  return { token: `${head}.${sign(keys, bearer, head)}`, parts: PARTS, bits, waitSeconds };
}

const sign = (keys: Keys, { palaceId, sessionId, personId }: Bearer, head: string): string =>
  signatureOf(keys, 'challenge', [palaceId, sessionId, personId, head]);

export type Verdict =
  /** `atKiosk`: it asked for nothing, and is good only where it was made: at a kiosk. */
  | { readonly madeAt: Date; readonly atKiosk: boolean }
  | { readonly fault: 'challenge-invalid' }
  | { readonly fault: 'challenge-unsolved'; readonly seconds: number };

/** Whether a challenge was made for this person and session, lately, and was solved or waited for. */
export function judgeChallenge(
  keys: Keys,
  bearer: Bearer,
  given: { readonly challenge: string; readonly solution?: readonly number[] | undefined },
  now: Date,
): Verdict {
  const [time = '', bits = '', wait = '', signature = ''] = given.challenge.split('.');
  const madeAt = Number.parseInt(time, 36);
  const age = now.getTime() - madeAt;
  const genuine = sameSignature(signature, sign(keys, bearer, `${time}.${bits}.${wait}`));
  if (!genuine || !(age >= 0 && age <= HOLDS_MS)) return { fault: 'challenge-invalid' };
  const due = Number(wait) * SECOND;
  const met = { madeAt: new Date(madeAt), atKiosk: Number(bits) === AT_KIOSK.bits };
  if (given.solution !== undefined) {
    return isSolved(given.challenge, given.solution, Number(bits)) ? met : { fault: 'challenge-invalid' };
  }
  if (age < due) return { fault: 'challenge-unsolved', seconds: Math.ceil((due - age) / SECOND) };
  return met;
}

const isSolved = (token: string, solution: readonly number[], bits: number): boolean =>
  solution.length === PARTS &&
  solution.every((nonce, part) => {
    const hash = createHash('sha256').update(`${token}.${part}.${nonce}`).digest();
    return hash.readUInt32BE(0) < 2 ** (32 - bits);
  });
