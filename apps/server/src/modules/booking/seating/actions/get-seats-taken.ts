import { getSeatsTaken, packSeats } from '@wengong/contract';
import type { Deps } from '../../../../kernel/deps.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { seatLayout } from '../../../venue/index.ts';
import type { SessionKey } from '../../seats/release-seats.ts';
import { takenSeats } from '../seating.store.ts';

type SeatsTaken = { mapId: string; taken: string };

/** Phones that draw a map ask again and again: one read a second answers all of a session's, in each process. */
const FRESH_MS = 1000;
const KEPT = 500;
const answers = new WeakMap<
  Deps,
  Map<string, { readonly since: number; readonly answer: Promise<SeatsTaken> }>
>();

export const getSeatsTakenAction = handle(getSeatsTaken, async ({ params, deps, setHeader }) => {
  setHeader('cache-control', 'public, max-age=1');
  const known = answers.get(deps) ?? new Map();
  answers.set(deps, known);
  const now = performance.now();
  const last = known.get(params.sessionId);
  if (last !== undefined && now - last.since < FRESH_MS) return last.answer;
  const answer = readTaken(deps, params);
  known.delete(params.sessionId);
  known.set(params.sessionId, { since: now, answer });
  answer.catch(() => known.delete(params.sessionId));
  const [oldest] = known.keys();
  if (known.size > KEPT) known.delete(oldest);
  return answer;
});

async function readTaken({ db }: Deps, key: SessionKey): Promise<SeatsTaken> {
  const session = await sessionForBooking(db.reader, key.palaceId, key.sessionId);
  if (session === null) throw new Problem('not-found');
  if (session.seatMapId === null) throw new Problem('session-not-seated');
  const map = await seatLayout(db.reader, key.palaceId, session.seatMapId);
  if (map === undefined) throw new Problem('not-found');
  const taken = (await takenSeats(db.reader, [key])).get(key.sessionId) ?? [];
  return {
    mapId: map.mapId,
    taken: Buffer.from(packSeats(taken, map.layout.seats.length)).toString('base64'),
  };
}
