/** Somebody who wants seats together, in one of `pools`, the preferred one first. */
export interface SeatRequest {
  readonly id: string;
  readonly seats: number;
  readonly pools: readonly string[];
}

/**
 * Gives seats in the order of the requests: each gets its first pool that has enough left, or none. A request too
 * large for what is left does not stop smaller ones behind it; one that `accept` turns down takes nothing. Returns the
 * pool of each request that got seats.
 */
export function allotSeats<Request extends SeatRequest>(
  requests: readonly Request[],
  free: ReadonlyMap<string, number>,
  accept: (request: Request) => boolean = () => true,
): Map<string, string> {
  const left = new Map(free);
  const allotted = new Map<string, string>();
  for (const request of requests) {
    const { id, seats, pools } = request;
    const pool = pools.find((each) => (left.get(each) ?? 0) >= seats);
    if (pool === undefined || !accept(request)) continue;
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

/** A pool below everybody's as it is to be. */
export interface PlannedPool {
  readonly id: string;
  /** The pool it is carved out of; null: everybody's. */
  readonly parent: string | null;
  /** Seats agreed on, with those of the pools within it. */
  readonly seats: number;
  /** Its unused seats belong to the pool above. */
  readonly returned: boolean;
  /** Seats it has given away itself. */
  readonly taken: number;
}

/**
 * Shares a session's capacity out to its pools, which partition it: each gets what is agreed less what the pools
 * within it get, and everybody's pool the rest. What does not fit is cut from those named last; a returned pool keeps
 * what it has given away. A pool may have given more than its new share, and then the free seats of the others make
 * up for it, everybody's first: so the pools together never promise more than the capacity, unless more than that is
 * taken already. Returns the share of each pool by id.
 */
export function sharePools(
  capacity: number,
  everybody: { readonly id: string; readonly taken: number },
  planned: readonly PlannedPool[],
): Map<string, Share> {
  const within = Map.groupBy(planned, (pool) => pool.parent ?? everybody.id);
  const childrenOf = (id: string) => within.get(id) ?? [];
  const takenWithin = (pool: PlannedPool): number =>
    childrenOf(pool.id).reduce((sum, child) => sum + takenWithin(child), pool.taken);
  const wanted = new Map<string, { readonly own: number; readonly taken: number }>();
  const share = (id: string, taken: number, total: number) => {
    // In the map before the pools within it: everybody's first.
    wanted.set(id, { own: total, taken });
    let rest = total;
    for (const child of childrenOf(id)) {
      const given = Math.min(rest, child.returned ? takenWithin(child) : child.seats);
      rest -= given;
      share(child.id, child.taken, given);
    }
    wanted.set(id, { own: rest, taken });
  };
  share(everybody.id, everybody.taken, capacity);
  return withinCapacity(wanted);
}

/** Takes what some pools have given beyond their share from the free seats of the others, in their order. */
function withinCapacity(
  wanted: ReadonlyMap<string, { readonly own: number; readonly taken: number }>,
): Map<string, Share> {
  let over = 0;
  for (const { own, taken } of wanted.values()) over += Math.max(0, taken - own);
  const shares = new Map<string, Share>();
  for (const [id, { own, taken }] of wanted) {
    const cut = Math.min(over, Math.max(0, own - taken));
    over -= cut;
    shares.set(id, { capacity: own - cut, excess: Math.max(0, taken - own) });
  }
  return shares;
}

/** What a pool asks of who takes its seats. */
export interface Demanding {
  readonly demands: readonly string[];
  readonly demands_until: readonly (Date | null)[];
}

/** Whether somebody who can claim `tokens` may take seats of a pool at `now`. The database judges the same. */
export const isOpenTo = (pool: Demanding, tokens: readonly string[], now: Date): boolean =>
  pool.demands.every((demand, index) => {
    const until = pool.demands_until[index] ?? null;
    return (until !== null && until <= now) || tokens.includes(demand);
  });

/** Whether the host has closed the pool, or moved the session, since a claim to its seats was made up. */
export const isOutdated = (
  claim: { readonly startsAt: Date; readonly endsAt: Date },
  pool: { readonly closed: boolean; readonly starts_at: Date; readonly ends_at: Date },
): boolean =>
  pool.closed ||
  pool.starts_at.getTime() !== claim.startsAt.getTime() ||
  pool.ends_at.getTime() !== claim.endsAt.getTime();

/** What somebody can claim about themselves, as the pools ask for it. */
export const tokensOf = (person: {
  readonly categories: readonly string[];
  readonly memberOf: readonly string[];
}): string[] => [...person.categories, ...person.memberOf.map(unionToken)];

export const unionToken = (unionId: string): string => `union:${unionId}`;
/** Claimed by the staff for who stands at the desk. */
export const WALK_IN = 'walk-in';
/** Claimed by who disposes of a block for those whom they name. */
export const blockToken = (blockId: string): string => `block:${blockId}`;

/** A pool in the tree of a session's pools. */
export interface PoolInTree {
  readonly id: string;
  readonly parent_id: string | null;
  readonly depth: number;
  readonly returns_at: Date | null;
}

/**
 * For waiting bookings, which know the pools that were open to them when they queued: by pool, those below it whose
 * seats have returned to it by `now`.
 */
export function returnedInto(pools: readonly PoolInTree[], now: Date): Map<string, string[]> {
  const byId = new Map(pools.map((pool) => [pool.id, pool]));
  const everybody = pools.find((pool) => pool.depth === 0);
  const isReturned = (pool: PoolInTree) => pool.returns_at !== null && pool.returns_at <= now;
  const into = new Map<string, string[]>();
  for (const pool of pools) {
    let at: PoolInTree | undefined = pool;
    while (at !== undefined && at.depth > 0 && isReturned(at)) {
      at = at.parent_id === null ? everybody : byId.get(at.parent_id);
    }
    if (at === undefined || at.id === pool.id) continue;
    into.set(at.id, [...(into.get(at.id) ?? []), pool.id]);
  }
  return into;
}
