import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type SessionForBooking, sessionsForBooking } from '../../programme/index.ts';
import { type Settlement, settleWishes, type WaitingWish } from './settle-wishes.ts';
import { SoldOut } from './sold-out.ts';

/** Sessions read at most in one statement, and requests that may wait in this process. */
const BATCH = 500;
const WAITING = 5000;
/** Longest wait for a seat, ms: beyond it people are asked to come again, before latency collapses. */
const PATIENCE_MS = 3000;

/** What many people booking at once share: one read of their sessions, one transaction for their wishes. */
interface BookingQueues {
  readonly sessions: Batcher<{ palaceId: string; sessionId: string }, SessionForBooking | null>;
  readonly wishes: Batcher<WaitingWish, Settlement>;
  readonly soldOut: SoldOut;
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
      limit: deps.config.bookingBatch,
      waiting: WAITING,
      patience: PATIENCE_MS,
      keyOf: ({ prepared }) => prepared.claim.personId,
    }),
    soldOut: new SoldOut(deps),
  };
  queues.set(deps, made);
  return made;
}
