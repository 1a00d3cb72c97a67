import type { WorkerCategory } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import type { PoolRow } from '../booking.tables.ts';
import { sharePools } from './seats.rules.ts';

/** Of a session, what its pools are made from. */
export interface PoolsOfSession {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly quotas: readonly { readonly category: WorkerCategory; readonly seats: number }[];
}

/** A pool that follows the session's plan: everybody's (`category` null) or a category's. */
const planPool = (session: PoolsOfSession, category: WorkerCategory | null): PoolRow => ({
  palace_id: session.palaceId,
  id: newId(),
  session_id: session.sessionId,
  kind: category === null ? 'general' : 'category',
  parent_id: null,
  depth: category === null ? 0 : 1,
  category,
  union_id: null,
  label: '',
  seats: null,
  demands: category === null ? [] : [category],
  demands_until: category === null ? [] : [null],
  returns_at: null,
  returned_at: null,
  created_by: null,
  capacity: 0,
  excess: 0,
  held: 0,
  confirmed: 0,
  starts_at: session.startsAt,
  ends_at: session.endsAt,
  closed: false,
});

const takenOf = (pool: Pick<PoolRow, 'held' | 'confirmed'>) => pool.held + pool.confirmed;

/**
 * The pools of a session as they are to be: those that follow its plan, made where they are missing, and the
 * allotments, each with its share of the capacity.
 */
export function planPools(session: PoolsOfSession, known: readonly PoolRow[]): PoolRow[] {
  const followsPlan = (category: WorkerCategory | null) =>
    known.find((pool) => pool.seats === null && pool.category === category) ?? planPool(session, category);
  const everybody = followsPlan(null);
  const quotas = session.quotas.map(({ category, seats }) => ({ pool: followsPlan(category), seats }));
  const planned = new Set(quotas.map(({ pool }) => pool.id));
  const dropped = known.filter((pool) => pool.seats === null && pool.depth > 0 && !planned.has(pool.id));
  const below = [
    ...quotas,
    ...dropped.map((pool) => ({ pool, seats: 0 })),
    ...known.flatMap((pool) => (pool.seats === null ? [] : [{ pool, seats: pool.seats }])),
  ];
  const shares = sharePools(
    session.capacity,
    { id: everybody.id, taken: takenOf(everybody) },
    below.map(({ pool, seats }) => ({
      id: pool.id,
      parent: pool.parent_id,
      seats,
      returned: pool.returned_at !== null,
      taken: takenOf(pool),
    })),
  );
  return [everybody, ...below.map(({ pool }) => pool)].map((pool) => ({ ...pool, ...shares.get(pool.id) }));
}
