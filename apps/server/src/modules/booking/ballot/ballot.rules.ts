import type { BallotState, BallotWeight } from '@wengong/contract';
import type { BallotRow, BallotRulesRow, VoidReason } from './ballot.tables.ts';

/** What somebody has behind them in a palace, as far as their weight goes. */
export interface Past {
  /** They have won, booked or attended something here. */
  readonly served: boolean;
  /** Ballots lost here within the rules' months. */
  readonly losses: number;
}

/** How many slips an entry has: one, more for a first-timer and for each loss, never more than the rules allow. */
export function weigh(rules: BallotRulesRow, past: Past): BallotWeight {
  const extra = (past.served ? 0 : rules.first_timer_slips) + past.losses * rules.loss_slips;
  return { slips: Math.min(rules.max_slips, 1 + extra), firstTimer: !past.served, losses: past.losses };
}

type Stage = Pick<
  BallotRow,
  'opens_at' | 'closes_at' | 'closed_at' | 'drawn_at' | 'called_off_at' | 'public_source' | 'public_value'
> & { readonly public_value_confirmed_by: string | null };

/** `closing`: nobody may enter any more, and the entries are about to be fixed. */
export function stateOf(ballot: Stage, now: Date): BallotState {
  if (ballot.called_off_at !== null) return 'called_off';
  if (ballot.drawn_at !== null) return 'drawn';
  if (ballot.closed_at !== null) return 'closed';
  if (now < ballot.opens_at) return 'planned';
  return now < ballot.closes_at ? 'open' : 'closing';
}

/** Entries are fixed, nothing is drawn, and a public value that was promised is there. */
export const isDrawable = (ballot: Stage): boolean =>
  ballot.called_off_at === null &&
  ballot.closed_at !== null &&
  ballot.drawn_at === null &&
  (ballot.public_source === null || ballot.public_value_confirmed_by !== null);

export function publicValueStage(ballot: Stage): 'not-needed' | 'later' | 'first' | 'second' | 'settled' {
  if (ballot.public_source === null) return 'not-needed';
  if (ballot.public_value_confirmed_by !== null) return 'settled';
  if (ballot.closed_at === null) return 'later';
  return ballot.public_value === null ? 'first' : 'second';
}

export interface Times {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly drawsAt: Date;
}

/** Opening, closing, draw and the session's start follow each other, and closing is ahead. */
export const areInOrder = ({ opensAt, closesAt, drawsAt }: Times, startsAt: Date, now: Date): boolean =>
  opensAt < closesAt && closesAt <= drawsAt && drawsAt < startsAt && now < closesAt;

/** How many wait unless the palace says otherwise: three times the places, at least 20, at most 10,000. */
export const defaultWaiting = (capacity: number): number => Math.min(10_000, Math.max(20, capacity * 3));

/** Until when a won place is kept. */
export const confirmUntil = (drawnAt: Date, minutes: number, deadline: Date): Date =>
  new Date(Math.min(drawnAt.getTime() + minutes * 60_000, deadline.getTime()));

/**
 * When those who wait count as having queued: before the draw, a millisecond apart, so that the drawn order is the
 * list's order and whoever queues after the draw stands behind them.
 */
export const queuedAt = (drawnAt: Date, place: number, places: number): Date =>
  new Date(drawnAt.getTime() - (places - place));

/** Whether somebody may still take part; null when they may. */
export function voidReasonOf(
  session: { readonly openTo: 'everyone' | 'members' | 'categories'; readonly categories: readonly string[] },
  standing: { readonly member: boolean; readonly categories: readonly string[] },
): VoidReason | null {
  if (session.openTo === 'members' && !standing.member) return 'membership-ended';
  const eligible = session.categories.some((each) => standing.categories.includes(each));
  return session.openTo === 'categories' && !eligible ? 'category-ended' : null;
}
