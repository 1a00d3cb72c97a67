import type { Worry } from '@wengong/contract';

/** What an officer sees of a palace over four weeks. */
export interface FourWeeks {
  readonly ahead: number;
  readonly visits: number;
  readonly visitsBefore: number;
  readonly seatsBooked: number;
  readonly seatsMissed: number;
}

/** Fewer visits than this share of the four weeks before. */
const FEWER = 0.7;
/** Below this many, a fall is chance. */
const ENOUGH_VISITS = 50;
/** Seats booked and not used beyond this share, of at least so many. */
const MANY_MISSED = 0.25;
const ENOUGH_SEATS = 40;

/** Why a palace needs a look, the gravest first; empty when it does not. */
export function worriesOf(palace: FourWeeks): Worry[] {
  const worries: Worry[] = [];
  if (palace.visits === 0) worries.push('no_visits');
  if (palace.ahead === 0) worries.push('nothing_ahead');
  if (
    palace.visits > 0 &&
    palace.visitsBefore >= ENOUGH_VISITS &&
    palace.visits < FEWER * palace.visitsBefore
  )
    worries.push('fewer_visits');
  if (palace.seatsBooked >= ENOUGH_SEATS && palace.seatsMissed > MANY_MISSED * palace.seatsBooked)
    worries.push('many_missed');
  return worries;
}
