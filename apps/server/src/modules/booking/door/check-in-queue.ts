import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type CheckInSettlement, settleCheckIns, type WaitingCheckIn } from './settle-check-ins.ts';

/** Check-ins that share a transaction at most, and those that may wait for one in this process. */
const BATCH = 500;
const WAITING = 5000;

const queues = new WeakMap<Deps, Batcher<WaitingCheckIn, CheckInSettlement>>();

/** The check-ins of an app that wait to be settled; each server process has its own, and the database judges. */
export function checkInQueue(deps: Deps): Batcher<WaitingCheckIn, CheckInSettlement> {
  const known = queues.get(deps);
  if (known !== undefined) return known;
  const made = new Batcher<WaitingCheckIn, CheckInSettlement>(
    (waiting) => settleCheckIns(deps, waiting, deps.clock.now()),
    {
      limit: BATCH,
      waiting: WAITING,
      // The same ticket twice, or one request sent twice, goes one after the other.
      keyOf: ({ palaceId, body }) => `${palaceId} ${body.token ?? body.code}`,
    },
  );
  queues.set(deps, made);
  return made;
}
