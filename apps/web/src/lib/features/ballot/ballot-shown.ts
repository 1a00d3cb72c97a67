import type { BallotForMe, MyBallotEntry } from '@wengong/contract';

/** What the ballot says to a reader who is signed in. */
export type MyBallot = NonNullable<BallotForMe['me']>;

/** What a shown entry means now, one word more exact than its outcome. */
export function standingOf(
  entry: MyBallotEntry,
):
  | 'entered'
  | 'withdrawn'
  | 'void'
  | 'to-confirm'
  | 'confirmed'
  | 'expired'
  | 'given-up'
  | 'waiting'
  | 'lost' {
  if (entry.outcome !== 'won') {
    return entry.outcome === 'waiting' && entry.bookingStatus !== 'waitlisted' ? 'lost' : entry.outcome;
  }
  if (entry.bookingStatus === 'held') return 'to-confirm';
  if (entry.bookingStatus === 'expired') return 'expired';
  return entry.bookingStatus?.startsWith('cancelled') ? 'given-up' : 'confirmed';
}
