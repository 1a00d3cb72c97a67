import { getDoorCount } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { checkInWindow } from '../booking.rules.ts';
import { admittedOfSession, walkIns } from '../door/door.store.ts';
import { type DoorCount, liveCounts } from '../door/live-counts.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { seatsOfSession } from '../seats/pools.store.ts';
import type { SessionKey } from '../seats/release-seats.ts';

/** Asked every few seconds by every open door and desk of a session: answered from memory mostly. */
export const getDoorCountAction = handle(getDoorCount, ({ params, reader, deps, now }) =>
  liveCounts(deps).of(params, () => readCount(reader, params, now)),
);

async function readCount(reader: Reader, { palaceId, sessionId }: SessionKey, now: Date): Promise<DoorCount> {
  const session = await sessionForBooking(reader, palaceId, sessionId);
  if (session === null) throw new Problem('not-found');
  const [{ pools, waitlisted }, admitted, walked, policy] = await Promise.all([
    seatsOfSession(reader, palaceId, sessionId),
    admittedOfSession(reader, palaceId, sessionId),
    walkIns(reader, palaceId, { sessionId }),
    policyInForce(reader, palaceId, now),
  ]);
  const window = checkInWindow(policy, session);
  return {
    sessionId,
    capacity: session.capacity,
    booked: pools.reduce((sum, pool) => sum + pool.confirmed, 0),
    admitted,
    walkIns: walked,
    waitlisted,
    checkInOpensAt: window.opensAt.toISOString(),
    checkInClosesAt: window.closesAt.toISOString(),
  };
}
