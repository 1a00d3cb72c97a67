import { type BookingResult, createBooking } from '@wengong/contract';
import { isConnectionLoss, OutcomeUnknown, type Reader, type Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type KeyedRequest, once, recallAnswer } from '../../../kernel/idempotency.ts';
import { handle } from '../../../kernel/module.ts';
import { requireDrawn } from '../ballot/find-ballot.ts';
import {
  afterLoss,
  bookSession,
  mayWait,
  type PreparedWish,
  prepareWish,
  type Wish,
} from '../book-session.ts';
import { signed } from '../booking.present.ts';
import { standingRow } from '../credit/standing.store.ts';
import { madeBooking } from '../made-booking.ts';
import { requirePass } from '../passes/require-pass.ts';
import { problemOf } from '../seating/wished-seats.ts';
import { queuesOf } from '../seats/booking-queues.ts';
import type { Settlement, WaitingWish } from '../seats/settle-wishes.ts';
import { refuseUnadmitted } from '../waiting-room/admission.ts';

export const createBookingAction = handle(
  createBooking,
  async ({ params, body, actor, deps, reader, keyed, now, arrivedAt }) => {
    const wish: Wish = {
      ...params,
      arrivedAt,
      person: actor,
      companions: (body.companions ?? []).map((each) => each.name),
      joinWaitlist: body.joinWaitlist ?? false,
      bookedBy: actor.personId,
      seats: body.seats,
      seatWish: body.seatWish,
      passId: body.passId,
    };
    const { sessions, soldOut } = queuesOf(deps);
    const full = wish.joinWaitlist ? undefined : soldOut.recall(params, actor.personId);
    if (full?.release === 'first_come') {
      prepareWish(full, wish, now);
      throw new Problem('capacity-exhausted');
    }
    const session = await sessions.submit(params);
    const prepared = await prepareOrRecall(reader, keyed, async () => {
      await requireDrawn(reader, session);
      await requirePass(reader, session, wish);
      if (wish.companions.length > 0) await refuseCompanions(reader, wish, now);
      const ready = prepareWish(session, wish, now);
      await refuseUnadmitted(deps, session, wish, body.pass, now);
      return ready;
    });
    if ('answer' in prepared) return signed(prepared.answer as BookingResult, deps.keys);
    const waiting: WaitingWish = { prepared, keyed };
    const settlement = await settle(deps, waiting, now);
    if ('answer' in settlement) return signed(settlement.answer, deps.keys);
    if ('problem' in settlement) throw settlement.problem;
    if (settlement.refused === 'capacity-exhausted') soldOut.learn(params);
    if (!mayWait(prepared, settlement.refused, now)) {
      throw await problemOf(reader, prepared.claim, settlement.refused);
    }
    const { refused } = settlement;
    return signed(await alone(deps, waiting, (tx) => afterLoss(tx, deps, prepared, refused, now)), deps.keys);
  },
);

/** Somebody whose credit is low books for themselves. Only who brings others is asked about. */
async function refuseCompanions(reader: Reader, { palaceId, person }: Wish, now: Date): Promise<void> {
  const standing = await standingRow(reader, { palaceId, personId: person.personId }, now);
  if (standing?.companions === false) throw new Problem('companions-not-now');
}

/** A repeated request gets its first answer even when booking has closed meanwhile. */
async function prepareOrRecall(
  reader: Reader,
  keyed: KeyedRequest | null,
  prepare: () => Promise<PreparedWish>,
): Promise<PreparedWish | { answer: unknown }> {
  try {
    return await prepare();
  } catch (error) {
    const earlier = keyed === null ? undefined : await recallAnswer(reader, keyed);
    if (earlier === undefined) throw error;
    return earlier;
  }
}

/** With the others of the moment; by itself when that batch failed, so that one bad wish harms nobody else. */
async function settle(deps: Deps, waiting: WaitingWish, now: Date): Promise<Settlement> {
  if (deps.config.bookingBatch === 1) return settleAlone(deps, waiting, now);
  try {
    return await queuesOf(deps).wishes.submit(waiting);
  } catch (error) {
    if (error instanceof Problem) throw error;
    deps.log.warn({ err: error }, 'booking: a batch failed, its wishes are settled one by one');
    return error instanceof OutcomeUnknown
      ? settleAgain(deps, waiting, now, error)
      : settleAlone(deps, waiting, now);
  }
}

/**
 * After a commit that was not answered. Whether the batch came to pass shows now: its rows are locked until then. A
 * booking that it made is not lost: with a key its answer is found, without one the booking itself.
 */
async function settleAgain(
  deps: Deps,
  waiting: WaitingWish,
  now: Date,
  unknown: OutcomeUnknown,
): Promise<Settlement> {
  try {
    return await settleAlone(deps, waiting, now);
  } catch (error) {
    if (isConnectionLoss(error)) throw unknown;
    if (!(error instanceof Problem)) throw error;
    const made = await madeBooking(deps.db.reader, deps, waiting.prepared);
    if (made === undefined) throw error;
    return { answer: made };
  }
}

const settleAlone = async (deps: Deps, waiting: WaitingWish, now: Date): Promise<Settlement> => ({
  answer: await alone(deps, waiting, (tx) => bookSession(tx, deps, waiting.prepared.wish, now)),
});

function alone(
  deps: Deps,
  { keyed }: WaitingWish,
  work: (tx: Tx) => Promise<BookingResult>,
): Promise<BookingResult> {
  return deps.db.transact((tx) => (keyed === null ? work(tx) : once(tx, keyed, () => work(tx))));
}
