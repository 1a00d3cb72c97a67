import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type Entering, enterRooms } from './enter-rooms.ts';
import { type PlaceTaken, type PlaceWish, takePlaces } from './take-places.ts';
import type { PlaceRow } from './waiting-room.tables.ts';

const BATCH = 500;
const WAITING = 10_000;
/** Over so long the challenges asked for are counted. */
const LATELY_MS = 10_000;

interface RoomQueues {
  readonly places: Batcher<PlaceWish, PlaceTaken>;
  readonly entries: Batcher<Entering, PlaceRow | null>;
  readonly challenges: RecentCount;
}

const queues = new WeakMap<Deps, RoomQueues>();

/** Where those who join or enter at once meet in this process, to share a transaction. */
export function roomQueuesOf(deps: Deps): RoomQueues {
  const known = queues.get(deps);
  if (known !== undefined) return known;
  const options = { limit: BATCH, waiting: WAITING, keyOf: (each: { personId: string }) => each.personId };
  const made: RoomQueues = {
    places: new Batcher<PlaceWish, PlaceTaken>(
      (wishes) => takePlaces(deps, wishes, deps.clock.now()),
      options,
    ),
    entries: new Batcher<Entering, PlaceRow | null>(
      (entering) => enterRooms(deps, entering, deps.clock.now()),
      options,
    ),
    challenges: new RecentCount(),
  };
  queues.set(deps, made);
  return made;
}

/** How often something happened in this and the last `LATELY_MS`. */
class RecentCount {
  #since = 0;
  #before = 0;
  #current = 0;

  /** Counts one more at `now` (ms) and gives the count. */
  add(now: number): number {
    if (now - this.#since >= LATELY_MS) {
      this.#before = now - this.#since < 2 * LATELY_MS ? this.#current : 0;
      this.#current = 0;
      this.#since = now;
    }
    this.#current += 1;
    return Math.max(this.#before, this.#current);
  }
}
