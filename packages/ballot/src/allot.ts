import type { EntryList } from './entry-lines.ts';
import { OUTCOME, voidCodes, wonFrom } from './outcomes.ts';

/** Places of one pool. The first of a ballot is everybody's, the others are reserved. */
export interface Place {
  readonly pool: string;
  readonly seats: number;
}

/**
 * Gives the places out in the drawn order. First the reserved ones, to entries that may draw from them; then
 * everybody's, to all that have none yet: being in a category harms nobody. An entry gets all its seats from one pool;
 * one that needs more than are left does not stop smaller ones behind it. Of the rest the first `waiting` wait.
 * `voided` (an outcome, 0 for none) are passed over. Returns the outcome of each entry, by line.
 */
export function allot(
  list: EntryList,
  order: Uint32Array,
  places: readonly Place[],
  waiting: number,
  voided: ReadonlyMap<number, number> = new Map(),
): Uint8Array {
  const outcomes = new Uint8Array(list.count);
  for (const [index, outcome] of voided) outcomes[index] = outcome;
  const left = places.map((place) => place.seats);
  const isOut = (index: number) => voidCodes.includes(outcomes[index] as number);
  if (places.length > 1) {
    for (const index of order) {
      const pools = list.pools[index] as number;
      if (pools === 0 || isOut(index)) continue;
      const pool = left.findIndex(
        (seats, at) => at > 0 && ((pools >> (at - 1)) & 1) === 1 && seats >= (list.seats[index] as number),
      );
      if (pool > 0) take(index, pool);
    }
  }
  let queue = waiting;
  for (const index of order) {
    if (outcomes[index] !== OUTCOME.lost) continue;
    if ((left[0] ?? 0) >= (list.seats[index] as number)) take(index, 0);
    else if (queue > 0) {
      outcomes[index] = OUTCOME.waiting;
      queue -= 1;
    }
  }
  return outcomes;

  function take(index: number, pool: number): void {
    outcomes[index] = wonFrom(pool);
    left[pool] = (left[pool] ?? 0) - (list.seats[index] as number);
  }
}
