import type { WorkerCategory } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import type { PoolKind, PoolRow } from '../booking.tables.ts';
import { blockToken, unionToken, WALK_IN } from '../seats/seats.rules.ts';

/** Allotments of one session, returned ones included. */
export const MOST_ALLOTMENTS = 200;
const DEEPEST = 6;

/** An allotment that somebody wishes to set apart. */
export interface AllotmentWish {
  readonly id: string;
  readonly kind: Exclude<PoolKind, 'general'>;
  /** null: out of everybody's seats. */
  readonly parent: PoolRow | null;
  readonly category: WorkerCategory | null;
  readonly unionId: string | null;
  readonly label: string;
  readonly seats: number;
  /** null: with what it is carved out of. */
  readonly returnsAt: Date | null;
  readonly createdBy: string;
}

const demandOf = ({ id, kind, category, unionId }: AllotmentWish): string => {
  if (kind === 'category') return category ?? '';
  if (kind === 'union') return unionToken(unionId ?? '');
  return kind === 'walk_in' ? WALK_IN : blockToken(id);
};

/** The pool of a new allotment, still without seats. Throws `allotment-too-deep`, `allotment-return-time`. */
export function poolOf(everybody: PoolRow, wish: AllotmentWish, now: Date): PoolRow {
  const { parent } = wish;
  const depth = (parent?.depth ?? 0) + 1;
  if (depth > DEEPEST) throw new Problem('allotment-too-deep');
  const returnsAt = returnTime(wish.returnsAt, parent, everybody, now);
  return {
    palace_id: everybody.palace_id,
    id: wish.id,
    session_id: everybody.session_id,
    kind: wish.kind,
    parent_id: parent?.id ?? null,
    depth,
    category: wish.category,
    union_id: wish.unionId,
    label: wish.label,
    seats: wish.seats,
    demands: [...(parent?.demands ?? []), demandOf(wish)],
    demands_until: [...(parent?.demands_until ?? []), returnsAt],
    returns_at: returnsAt,
    returned_at: null,
    created_by: wish.createdBy,
    capacity: 0,
    excess: 0,
    held: 0,
    confirmed: 0,
    starts_at: everybody.starts_at,
    ends_at: everybody.ends_at,
    closed: everybody.closed,
  };
}

/** When an allotment returns: no later than what it is carved out of. Throws `allotment-return-time`. */
function returnTime(
  wished: Date | null,
  parent: PoolRow | null,
  session: Pick<PoolRow, 'ends_at'>,
  now: Date,
): Date | null {
  const above = parent?.returns_at ?? null;
  if (wished === null) return above;
  const late = wished >= session.ends_at || (above !== null && wished > above);
  if (wished <= now || late) throw new Problem('allotment-return-time');
  return wished;
}

export const freeOf = (pool: Pick<PoolRow, 'capacity' | 'held' | 'confirmed'>): number =>
  Math.max(0, pool.capacity - pool.held - pool.confirmed);

/** Seats of an allotment that cannot be taken from it: taken ones, and what is set apart within it. */
export function leastSeats(pools: readonly PoolRow[], pool: PoolRow): number {
  const taken = pool.held + pool.confirmed;
  return pools
    .filter((each) => each.parent_id === pool.id)
    .reduce((sum, child) => {
      const least = leastSeats(pools, child);
      return sum + (child.returned_at === null ? Math.max(child.seats ?? 0, least) : least);
    }, taken);
}

/** Whether an allotment's time is over, moved already or not. */
export const hasReturned = (pool: Pick<PoolRow, 'returns_at' | 'returned_at'>, now: Date): boolean =>
  pool.returned_at !== null || (pool.returns_at !== null && pool.returns_at <= now);

/**
 * The pools with another size or return time of one of them: what is within returns no later. Throws
 * `allotment-returned`, `allotment-below-taken`, `allotment-no-room`, `allotment-return-time`.
 */
export function changed(
  pools: readonly PoolRow[],
  pool: PoolRow,
  wish: { readonly seats: number; readonly returnsAt: Date | null },
  now: Date,
): PoolRow[] {
  if (hasReturned(pool, now)) throw new Problem('allotment-returned');
  const least = leastSeats(pools, pool);
  if (wish.seats < least) throw new Problem('allotment-below-taken', { taken: least });
  const parent = pools.find((each) => each.id === pool.parent_id) ?? null;
  const above = parent ?? pools.find((each) => each.depth === 0);
  const free = above === undefined ? 0 : freeOf(above);
  if (wish.seats - (pool.seats ?? 0) > free) throw new Problem('allotment-no-room', { free });
  const same = wish.returnsAt?.getTime() === pool.returns_at?.getTime();
  const returnsAt = same ? pool.returns_at : returnTime(wish.returnsAt, parent, pool, now);
  return withDeadlines(
    pools.map((each) => (each.id === pool.id ? { ...each, seats: wish.seats, returns_at: returnsAt } : each)),
  );
}

/** The pools after one of them, with all within it, has returned at `now`. */
export function returnedNow(pools: readonly PoolRow[], pool: PoolRow, now: Date): PoolRow[] {
  const within = new Set([pool.id]);
  for (const each of [...pools].sort((a, b) => a.depth - b.depth)) {
    if (each.parent_id !== null && within.has(each.parent_id)) within.add(each.id);
  }
  return withDeadlines(
    pools.map((each) =>
      within.has(each.id) && each.returned_at === null
        ? { ...each, returns_at: now, returned_at: now }
        : each,
    ),
  );
}

/** Those whose time has come, marked as returned. */
export const returnDue = (pools: readonly PoolRow[], now: Date): PoolRow[] =>
  pools.map((pool) =>
    pool.returned_at === null && pool.returns_at !== null && pool.returns_at <= now
      ? { ...pool, returned_at: now }
      : pool,
  );

/** Return times clipped to those above, and with them until when each demand is upheld. */
function withDeadlines(pools: readonly PoolRow[]): PoolRow[] {
  const done = new Map<string, PoolRow>();
  for (const pool of [...pools].sort((a, b) => a.depth - b.depth)) {
    const parent = pool.parent_id === null ? undefined : done.get(pool.parent_id);
    const limit = parent?.returns_at ?? null;
    const own = pool.returns_at;
    const returnsAt = limit !== null && (own === null || own > limit) ? limit : own;
    done.set(pool.id, {
      ...pool,
      returns_at: returnsAt,
      demands_until: pool.depth === 0 ? [] : [...(parent?.demands_until ?? []), returnsAt],
    });
  }
  return pools.map((pool) => done.get(pool.id) ?? pool);
}

/** The pools so that each comes after the one it is carved out of, in the order in which they were made. */
export function inTreeOrder(pools: readonly PoolRow[]): PoolRow[] {
  const known = new Set(pools.map((pool) => pool.id));
  const within = Map.groupBy(
    pools.filter((pool) => pool.depth > 0),
    (pool) => (pool.parent_id !== null && known.has(pool.parent_id) ? pool.parent_id : null),
  );
  const below = (id: string | null): PoolRow[] =>
    (within.get(id) ?? [])
      .toSorted((a, b) => Number(a.seats !== null) - Number(b.seats !== null) || (a.id < b.id ? -1 : 1))
      .flatMap((pool) => [pool, ...below(pool.id)]);
  return [...pools.filter((pool) => pool.depth === 0), ...below(null)];
}
