import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { seatLayout } from '../venue/index.ts';
import { refreshListings } from './listings.ts';
import type { SessionKey } from './programme.events.ts';
import { sessionChanged } from './programme.events.ts';
import type { SessionRow } from './programme.tables.ts';
import { quotasOf, updateSessionRow } from './session.store.ts';
import { lockSessionForChange, noteForReviewer } from './session-change.ts';

/**
 * Sells a session by a seat map of its space, its capacity becoming the map's seats; or without numbers, with the
 * capacity it has. Throws what `lockSessionForChange` does, and `seat-map-of-other-space`.
 */
export async function seatSession(
  tx: Tx,
  deps: Deps,
  { palaceId, sessionId }: SessionKey,
  mapId: string | null,
  now: Date,
): Promise<{ before: SessionRow; after: SessionRow }> {
  const { activity, session: before } = await lockSessionForChange(
    tx,
    { palaceId, sessionId },
    undefined,
    now,
  );
  const map = mapId === null ? null : await seatLayout(tx, palaceId, mapId);
  if (map !== null && map?.spaceId !== before.space_id) throw new Problem('seat-map-of-other-space');
  const after = await updateSessionRow(tx, before, {
    seat_map_id: mapId,
    capacity: map?.seats ?? before.capacity,
  });
  const reserved = (await quotasOf(tx, palaceId, [sessionId])).get(sessionId) ?? [];
  const kept = reserved.reduce((sum, quota) => sum + quota.seats, 0);
  if (kept > after.capacity) throw new Problem('more-seats-than-map', { seats: after.capacity });
  await refreshListings(tx, activity, now);
  await noteForReviewer(tx, activity, now);
  if (activity.published_at !== null) {
    await deps.bus.emit(tx, sessionChanged, {
      palaceId,
      sessionId,
      capacity: after.capacity,
      startsAt: after.starts_at.toISOString(),
      endsAt: after.ends_at.toISOString(),
    });
  }
  return { before, after };
}

/** A session sold by a map has no more places than the map has seats. Throws `more-seats-than-map`. */
export async function checkSeatMap(tx: Tx, session: SessionRow): Promise<void> {
  if (session.seat_map_id === null) return;
  const map = await seatLayout(tx, session.palace_id, session.seat_map_id);
  if (map !== undefined && session.capacity > map.seats) {
    throw new Problem('more-seats-than-map', { seats: map.seats });
  }
}
