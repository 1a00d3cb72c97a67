import { type BookingResult, createBooking } from '@wengong/contract';
import { Batcher } from '../../../kernel/batcher.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { once, recallAnswer } from '../../../kernel/idempotency.ts';
import { handle } from '../../../kernel/module.ts';
import {
  afterLoss,
  bookSession,
  mayWait,
  prepareWish,
  refuseSecondBooking,
  type Wish,
} from '../book-session.ts';
import { type Settlement, settleWishes, type WaitingWish } from '../seats/settle-wishes.ts';

/** Wishes that share a transaction at most, and those that may wait for one in this process. */
const BATCH = 500;
const WAITING = 5000;

/** One queue of wishes for each app: bookings that arrive together are settled together. */
const queues = new WeakMap<Deps, Batcher<WaitingWish, Settlement>>();

function queueOf(deps: Deps): Batcher<WaitingWish, Settlement> {
  let queue = queues.get(deps);
  if (queue === undefined) {
    queue = new Batcher((wishes) => settleWishes(deps, wishes, deps.clock.now()), {
      limit: BATCH,
      waiting: WAITING,
      keyOf: ({ prepared }) => prepared.claim.personId,
    });
    queues.set(deps, queue);
  }
  return queue;
}

export const createBookingAction = handle(
  createBooking,
  async ({ params, body, actor, deps, reader, keyed, now }) => {
    const wish: Wish = {
      ...params,
      person: actor,
      companions: (body.companions ?? []).map((each) => each.name),
      joinWaitlist: body.joinWaitlist ?? false,
      bookedBy: actor.personId,
    };
    const prepared = await prepareWish(reader, wish, now).catch(async (error) => {
      // A repeated request gets its first answer even when booking has closed meanwhile.
      const earlier = keyed === null ? undefined : await recallAnswer(reader, keyed);
      if (earlier === undefined) throw error;
      return earlier;
    });
    if ('answer' in prepared) return prepared.answer as BookingResult;
    const waiting: WaitingWish = { prepared, keyed };
    const settlement = await settle(deps, waiting, now);
    if ('answer' in settlement) return settlement.answer;
    if ('problem' in settlement) throw settlement.problem;
    if (!mayWait(prepared, settlement.refused, now)) {
      await refuseSecondBooking(reader, prepared);
      throw new Problem(settlement.refused);
    }
    return alone(deps, waiting, (tx) => afterLoss(tx, deps, prepared, settlement.refused, now));
  },
);

/** With the others of the moment; by itself when that batch failed, so that one bad wish harms nobody else. */
async function settle(deps: Deps, waiting: WaitingWish, now: Date): Promise<Settlement> {
  try {
    return await queueOf(deps).submit(waiting);
  } catch (error) {
    if (error instanceof Problem) throw error;
    deps.log.warn({ err: error }, 'booking: a batch failed, its wishes are settled one by one');
    return { answer: await alone(deps, waiting, (tx) => bookSession(tx, deps, waiting.prepared.wish, now)) };
  }
}

function alone(
  deps: Deps,
  { keyed }: WaitingWish,
  work: (tx: Tx) => Promise<BookingResult>,
): Promise<BookingResult> {
  return deps.db.transact((tx) => (keyed === null ? work(tx) : once(tx, keyed, () => work(tx))));
}
