import { randomBytes } from 'node:crypto';
import { leafOf } from '@wengong/ballot';
import type { Actor } from '../../../kernel/actor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { type ErrorCode, Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { termsOf } from '../book-session.ts';
import { obstacleOf, priceOf } from '../booking.rules.ts';
import { tokensOf } from '../seats/seats.rules.ts';
import { stateOf, weigh } from './ballot.rules.ts';
import { type Ballot, rulesVersion } from './ballots.store.ts';
import { type Entry, pastOf, putEntry } from './entries.store.ts';

const MONTH_MS = 30 * 86_400_000;

/** What keeps a person from entering now; null when nothing does. */
export function entryObstacle(
  ballot: Ballot,
  session: SessionForBooking,
  actor: Actor,
  now: Date,
): ErrorCode | null {
  const terms = { ...termsOf(session), bookingOpensAt: ballot.opens_at, bookingClosesAt: ballot.closes_at };
  const obstacle = obstacleOf(terms, actor, now);
  if (obstacle === 'booking-not-open-yet') return 'ballot-not-open-yet';
  if (obstacle === 'booking-closed') return 'ballot-closed';
  if (obstacle !== null) return obstacle;
  return stateOf(ballot, now) === 'open' ? null : 'ballot-closed';
}

/** What an entry of the person would weigh now. */
export async function weightOf(reader: Reader | Tx, ballot: Ballot, personId: string, now: Date) {
  const rules = await rulesVersion(reader, ballot);
  const since = new Date(now.getTime() - rules.loss_months * MONTH_MS);
  return weigh(rules, await pastOf(reader, ballot.palace_id, personId, since));
}

/** Enters a person, or changes their entry. Throws what `entryObstacle` says, or `too-many-companions`. */
export async function enterBallot(
  tx: Tx,
  {
    ballot,
    session,
    actor,
    companions,
  }: { ballot: Ballot; session: SessionForBooking; actor: Actor; companions: readonly string[] },
  now: Date,
): Promise<Entry> {
  const obstacle = entryObstacle(ballot, session, actor, now);
  if (obstacle !== null) throw new Problem(obstacle);
  const terms = termsOf(session);
  if (companions.length > terms.maxCompanions) {
    throw new Problem('too-many-companions', { max: terms.maxCompanions });
  }
  const weight = await weightOf(tx, ballot, actor.personId, now);
  const id = newId();
  const salt = randomBytes(16).toString('base64url');
  const leaf = leafOf({ ballot: ballot.id, entry: id, person: actor.personId, salt });
  return putEntry(tx, {
    palace_id: ballot.palace_id,
    id,
    ballot_id: ballot.id,
    session_id: ballot.session_id,
    person_id: actor.personId,
    status: 'entered',
    void_reason: null,
    voided_at: null,
    companions: [...companions],
    seats: 1 + companions.length,
    first_timer: weight.firstTimer,
    losses: weight.losses,
    weight: weight.slips,
    tokens: tokensOf(actor),
    price_fen: priceOf(terms, actor, companions.length).total,
    member_price: actor.member,
    salt,
    leaf: Buffer.from(leaf, 'base64url'),
    entered_at: now,
    changed_at: now,
  });
}
