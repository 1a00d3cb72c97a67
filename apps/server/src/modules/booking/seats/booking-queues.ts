import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type SessionForBooking, sessionsForBooking } from '../../programme/index.ts';
import { type Settlement, settleWishes, type WaitingWish } from './settle-wishes.ts';

/** Wishes that share a transaction at most, and those that may wait for one in this process. */
const BATCH = 500;
const WAITING = 5000;

/** What many people booking at once share: one read of their sessions, one transaction for their wishes. */
interface BookingQueues {
  readonly sessions: Batcher<{ palaceId: string; sessionId: string }, SessionForBooking | null>;
  readonly wishes: Batcher<WaitingWish, Settlement>;
}

const queues = new WeakMap<Deps, BookingQueues>();

/** The queues of an app; each server process has its own, and the database judges between them. */
export function queuesOf(deps: Deps): BookingQueues {
  const known = queues.get(deps);
  if (known !== undefined) return known;
  const made: BookingQueues = {
    sessions: new Batcher((keys) => sessionsForBooking(deps.db.reader, keys), {
      limit: BATCH,
      waiting: WAITING,
    }),
    wishes: new Batcher((wishes) => settleWishes(deps, wishes, deps.clock.now()), {
      limit: BATCH,
      waiting: WAITING,
      keyOf: ({ prepared }) => prepared.claim.personId,
    }),
  };
  queues.set(deps, made);
  return made;
}
