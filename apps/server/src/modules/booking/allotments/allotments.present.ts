import type { Allotment, UnionAllotment } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { unionsByIds } from '../../network/index.ts';
import { type SessionForBooking, sessionForBooking, sessionsByIds } from '../../programme/index.ts';
import { deadlineOf } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import { planPools } from '../seats/plan-pools.ts';
import { seatsOfSession } from '../seats/pools.store.ts';
import { freeOf, hasReturned, inTreeOrder } from './allotments.rules.ts';

type Names = ReadonlyMap<string, { readonly name: string; readonly name_en: string }>;

function presentPool(pool: PoolRow, unions: Names, now: Date): Allotment {
  const union = pool.union_id === null ? undefined : unions.get(pool.union_id);
  return {
    id: pool.id,
    parentId: pool.parent_id,
    depth: pool.depth,
    kind: pool.kind,
    category: pool.category,
    union:
      union === undefined || pool.union_id === null
        ? null
        : { id: pool.union_id, name: union.name, nameEn: union.name_en },
    label: pool.label,
    seats: pool.seats,
    capacity: pool.capacity,
    held: pool.held,
    confirmed: pool.confirmed,
    free: pool.closed ? 0 : freeOf(pool),
    returnsAt: pool.returns_at?.toISOString() ?? null,
    returned: hasReturned(pool, now),
  };
}

const namesOf = (reader: Reader | Tx, pools: readonly PoolRow[]): Promise<Names> =>
  unionsByIds(
    reader,
    pools.flatMap((pool) => (pool.union_id === null ? [] : [pool.union_id])),
  );

/** The pools of a session as its staff see them; as they will be when none are made yet. Throws `not-found`. */
export async function allotmentsOfSession(
  reader: Reader | Tx,
  palaceId: string,
  sessionId: string,
  now: Date,
): Promise<{ capacity: number; pools: Allotment[] }> {
  const session = await sessionForBooking(reader, palaceId, sessionId);
  if (session === null) throw new Problem('not-found');
  const { pools } = await seatsOfSession(reader, palaceId, sessionId);
  return presentTree(reader, session, pools, now);
}

async function presentTree(
  reader: Reader | Tx,
  session: SessionForBooking,
  pools: readonly PoolRow[],
  now: Date,
): Promise<{ capacity: number; pools: Allotment[] }> {
  const shown = inTreeOrder(pools.length > 0 ? pools : planPools(session, []));
  const unions = await namesOf(reader, shown);
  return { capacity: session.capacity, pools: shown.map((pool) => presentPool(pool, unions, now)) };
}

/** Until when people can be enrolled in an allotment. */
export const enrolUntil = (pool: Pick<PoolRow, 'returns_at' | 'starts_at' | 'ends_at'>): Date => {
  const deadline = deadlineOf({ startsAt: pool.starts_at, endsAt: pool.ends_at });
  return pool.returns_at !== null && pool.returns_at < deadline ? pool.returns_at : deadline;
};

/** Allotments as the officers of their union see them; those of sessions that are gone are left out. */
export async function unionAllotments(
  reader: Reader | Tx,
  pools: readonly PoolRow[],
  now: Date,
): Promise<UnionAllotment[]> {
  const unions = await namesOf(reader, pools);
  const sessions = await sessionsByIds(
    reader,
    pools.map((pool) => ({ palaceId: pool.palace_id, sessionId: pool.session_id })),
  );
  return pools.flatMap((pool) => {
    const session = sessions.get(pool.session_id);
    if (session === undefined) return [];
    return [
      {
        ...presentPool(pool, unions, now),
        palaceId: pool.palace_id,
        palaceSlug: session.palaceSlug,
        palaceName: session.palaceName,
        palaceNameEn: session.palaceNameEn,
        timeZone: session.timeZone,
        sessionId: pool.session_id,
        title: session.title,
        titleEn: session.titleEn,
        spaceName: session.spaceName,
        spaceNameEn: session.spaceNameEn,
        startsAt: pool.starts_at.toISOString(),
        endsAt: pool.ends_at.toISOString(),
        cancelled: pool.closed,
        enrolUntil: enrolUntil(pool).toISOString(),
      },
    ];
  });
}
