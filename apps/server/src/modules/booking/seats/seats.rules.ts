/** Somebody who wants seats together, in one of `pools`, the preferred one first. */
export interface SeatRequest {
  readonly id: string;
  readonly seats: number;
  readonly pools: readonly string[];
}

/**
 * Gives seats in the order of the requests: each gets its first pool that has enough left, or none. A request too
 * large for what is left does not stop smaller ones behind it. Returns the pool of each request that got seats.
 */
export function allotSeats(
  requests: readonly SeatRequest[],
  free: ReadonlyMap<string, number>,
): Map<string, string> {
  const left = new Map(free);
  const allotted = new Map<string, string>();
  for (const { id, seats, pools } of requests) {
    const pool = pools.find((each) => (left.get(each) ?? 0) >= seats);
    if (pool === undefined) continue;
    left.set(pool, (left.get(pool) ?? 0) - seats);
    allotted.set(id, pool);
  }
  return allotted;
}

export interface Share {
  readonly capacity: number;
  /** Seats taken beyond the capacity, which stay taken. */
  readonly excess: number;
}

/**
 * Shares a session's capacity out to its pools: what is reserved for each category, and the rest for everybody
 * (null). `taken` is what each pool has given away; a pool may have given more than its new share, and then the
 * free seats of the others make up for it, everybody's first: so the pools together never promise more than the
 * capacity, unless more than that is taken already.
 */
export function sharePools<Category extends string>(
  capacity: number,
  reserved: readonly { readonly category: Category; readonly seats: number }[],
  taken: ReadonlyMap<Category | null, number>,
): Map<Category | null, Share> {
  const wanted = new Map<Category | null, number>([[null, 0]]);
  let rest = capacity;
  for (const { category, seats } of reserved) {
    wanted.set(category, Math.min(seats, rest));
    rest -= Math.min(seats, rest);
  }
  wanted.set(null, rest);
  for (const category of taken.keys()) wanted.set(category, wanted.get(category) ?? 0);

  const takenOf = (category: Category | null) => taken.get(category) ?? 0;
  let over = 0;
  for (const [category, seats] of wanted) over += Math.max(0, takenOf(category) - seats);
  const shares = new Map<Category | null, Share>();
  for (const [category, seats] of wanted) {
    const cut = Math.min(over, Math.max(0, seats - takenOf(category)));
    over -= cut;
    shares.set(category, { capacity: seats - cut, excess: Math.max(0, takenOf(category) - seats) });
  }
  return shares;
}
