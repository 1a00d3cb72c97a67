import type { BookingResult } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { Problem } from '../../../kernel/errors.ts';
import { claimKeys, type KeyedRequest, releaseKeys, rememberAnswers } from '../../../kernel/idempotency.ts';
import { confirmedFact, confirmedResult, type PreparedWish } from '../book-session.ts';
import { bookingConfirmed } from '../booking.events.ts';
import { type ClaimRefusal, claimSeats } from './claim-seats.ts';
import { claimsOfBooked } from './claims.store.ts';

/** A wish with the key its request came with. */
export interface WaitingWish {
  readonly prepared: PreparedWish;
  readonly keyed: KeyedRequest | null;
}

export type Settlement =
  | { readonly answer: BookingResult }
  | { readonly problem: Problem }
  | { readonly refused: ClaimRefusal };

/**
 * Settles any number of wishes in one transaction: keys, seats, tickets, events and answers of all of them in a
 * fixed number of statements, and one commit. Who comes first is decided in the order given. A wish that is refused
 * leaves nothing behind, its key included. Gives the settlements in the order of the wishes.
 */
export async function settleWishes(
  deps: Deps,
  wishes: readonly WaitingWish[],
  now: Date,
): Promise<Settlement[]> {
  return deps.db.transact(async (tx) => {
    const keyed = wishes.flatMap((each) => (each.keyed === null ? [] : [each.keyed]));
    const claims = await claimKeys(tx, keyed);
    const known = new Map(keyed.map((request, index) => [request, claims[index]]));
    const settled = new Map<WaitingWish, Settlement>();
    for (const each of wishes) {
      const claim = each.keyed === null ? undefined : known.get(each.keyed);
      if (claim !== undefined && 'answer' in claim)
        settled.set(each, { answer: claim.answer as BookingResult });
      if (claim !== undefined && 'problem' in claim) settled.set(each, { problem: claim.problem });
    }
    const fresh = wishes.filter((each) => !settled.has(each));
    const outcomes = await claimSeats(
      tx,
      fresh.map((each) => each.prepared.claim),
      now,
    );
    const facts = [];
    const answers = [];
    const released = [];
    const booked = await whoHasBooked(
      tx,
      fresh.filter((_, index) => !outcomes[index]?.won),
    );
    for (const [index, each] of fresh.entries()) {
      const outcome = outcomes[index];
      if (outcome?.won) {
        const answer = confirmedResult(each.prepared, outcome);
        facts.push(confirmedFact(each.prepared, outcome));
        if (each.keyed !== null) answers.push({ request: each.keyed, answer });
        settled.set(each, { answer });
      } else {
        if (each.keyed !== null) released.push(each.keyed);
        const why = booked.has(each.prepared.claim.bookingId) ? 'already-booked' : outcome?.why;
        settled.set(each, { refused: why ?? 'capacity-exhausted' });
      }
    }
    await deps.bus.emit(tx, bookingConfirmed, ...facts);
    await rememberAnswers(tx, answers);
    await releaseKeys(tx, released);
    return wishes.map((each) => settled.get(each) as Settlement);
  });
}

/** That they have booked the session already explains more than the collision with their own booking does. */
const whoHasBooked = (tx: Tx, refused: readonly WaitingWish[]) =>
  claimsOfBooked(
    tx,
    refused.map(({ prepared: { claim } }) => ({
      palace_id: claim.palaceId,
      session_id: claim.sessionId,
      person_id: claim.personId,
      booking_id: claim.bookingId,
    })),
  );
