import { isPacked, type Seat, type SeatLayout } from './seat-layout.ts';

/** Seats wanted, without saying which. */
export interface SeatsWanted {
  readonly count: number;
  /** Only in this section, from 0. */
  readonly section?: number | undefined;
  /** One of them must be a place for a wheelchair. */
  readonly wheelchair?: boolean | undefined;
  /** A seat that they should be near to. */
  readonly near?: number | undefined;
}

export interface SeatsFound {
  /** Indices: the wheelchair's place first if one is wanted, else from left to right. */
  readonly seats: readonly number[];
  /** All beside each other. */
  readonly together: boolean;
}

/** Seats beside each other: indices from `first`, `count` of them. `loss` compares them; less is better. */
interface Window {
  readonly first: number;
  readonly count: number;
  readonly loss: Loss;
}
/** Places kept for wheelchairs given away, single seats left over, and distance from the best place of the house. */
type Loss = readonly [reserved: number, orphans: number, distance: number];

const isLess = (a: Loss, b: Loss): boolean =>
  a[0] !== b[0] ? a[0] < b[0] : a[1] !== b[1] ? a[1] < b[1] : a[2] < b[2] - 1e-9;

/**
 * The best free seats: beside each other in one block of a row, leaving no single seat between taken ones where
 * that can be avoided, near the centre line and a good row. Places for wheelchairs and their companions go to others
 * last. Who does not fit into any block is parted into as few groups as possible, near each other. Null when there
 * are not enough free seats, or no free place for a wheelchair where one is wanted.
 */
export function bestSeats(layout: SeatLayout, taken: Uint8Array, want: SeatsWanted): SeatsFound | null {
  const { section } = want;
  const seats =
    section === undefined ? layout.seats : layout.seats.filter((seat) => seat.section === section);
  const gone = Uint8Array.from(taken);
  const found: Window[] = [];
  let missing = want.count;
  let wheelchair = want.wheelchair ?? false;
  while (missing > 0) {
    const near = layout.seats[found[0]?.first ?? want.near ?? -1] ?? null;
    const window = largest(layout, seats, gone, { most: missing, wheelchair, near });
    if (window === null) return null;
    found.push(window);
    missing -= window.count;
    wheelchair = false;
    for (let each = 0; each < window.count; each += 1) mark(gone, window.first + each);
  }
  const indices = found.flatMap(({ first, count }) =>
    Array.from({ length: count }, (_, place) => first + place),
  );
  const place = want.wheelchair ? indices.findIndex((seat) => layout.seats[seat]?.kind === 'wheelchair') : 0;
  indices.unshift(...indices.splice(place, 1));
  return { seats: indices, together: found.length === 1 };
}

function mark(bytes: Uint8Array, seat: number): void {
  bytes[seat >> 3] = (bytes[seat >> 3] ?? 0) | (1 << (seat & 7));
}

interface Search {
  readonly most: number;
  readonly wheelchair: boolean;
  /** Where the rest of the group sits, or where they would like to. */
  readonly near: Seat | null;
}

function largest(
  layout: SeatLayout,
  seats: readonly Seat[],
  taken: Uint8Array,
  search: Search,
): Window | null {
  const runs = freeRuns(seats, taken);
  const longest = Math.max(0, ...runs.map((run) => run.length));
  for (let count = Math.min(search.most, longest); count > 0; count -= 1) {
    const best = bestWindow(layout, runs, count, search);
    if (best !== null) return best;
  }
  return null;
}

/** Free seats beside each other, as long as they go. */
function freeRuns(seats: readonly Seat[], taken: Uint8Array): Seat[][] {
  const runs: Seat[][] = [];
  let run: Seat[] = [];
  for (const seat of seats) {
    if (seat.kind === 'blocked' || isPacked(taken, seat.index)) {
      run = [];
      continue;
    }
    if (run.length === 0 || run[0]?.block !== seat.block) {
      run = [];
      runs.push(run);
    }
    run.push(seat);
  }
  return runs;
}

function bestWindow(
  layout: SeatLayout,
  runs: readonly (readonly Seat[])[],
  count: number,
  search: Search,
): Window | null {
  let best: Window | null = null;
  for (const run of runs) {
    for (let from = 0; from + count <= run.length; from += 1) {
      const loss = lossOf(layout, run, from, count, search);
      if (loss !== null && (best === null || isLess(loss, best.loss))) {
        best = { first: run[from]?.index ?? 0, count, loss };
      }
    }
  }
  return best;
}

function lossOf(
  layout: SeatLayout,
  run: readonly Seat[],
  from: number,
  count: number,
  { wheelchair, near }: Search,
): Loss | null {
  const distances = distancesOf(layout);
  let places = 0;
  let reserved = 0;
  let distance = 0;
  for (let at = from; at < from + count; at += 1) {
    const seat = run[at] as Seat;
    if (seat.kind === 'wheelchair') places += 1;
    if (seat.kind === 'companion') reserved += 1;
    distance += distances[seat.index] ?? 0;
    if (near !== null) distance += 4 * Math.hypot(seat.x - near.x, seat.y - near.y);
  }
  if (wheelchair && places === 0) return null;
  const loss = wheelchair ? places - 1 : places + reserved;
  return [
    loss,
    orphanAt(run, from - 1, from >= 2) + orphanAt(run, from + count, from + count + 1 < run.length),
    distance,
  ];
}

/** 1 when the free seat beside the window would stay alone. A place kept for a wheelchair may. */
const orphanAt = (run: readonly Seat[], at: number, hasNeighbour: boolean): number => {
  const kind = run[at]?.kind;
  return (kind === 'standard' || kind === 'restricted') && !hasNeighbour ? 1 : 0;
};

/** The distances of a house's seats, which never change: a rush asks for them again and again. */
const kept = new WeakMap<SeatLayout, Float64Array>();

function distancesOf(layout: SeatLayout): Float64Array {
  const known = kept.get(layout);
  if (known !== undefined) return known;
  const made = Float64Array.from(layout.seats, (seat) => distanceOf(layout, seat));
  kept.set(layout, made);
  return made;
}

/** How far a seat is from the best one of the house, in seat widths; a poor view counts as far. */
function distanceOf({ plan, bounds }: SeatLayout, seat: Seat): number {
  const best = bounds.bottom * (plan.front === 'stage' ? 0.3 : 0.55);
  return Math.abs(seat.x) + 0.9 * Math.abs(seat.y - best) + (seat.kind === 'restricted' ? 30 : 0);
}
