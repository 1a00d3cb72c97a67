import type { Tx } from '../../kernel/db.ts';
import { findPalace, type PalaceRow } from '../network/index.ts';
import { activityById, brandOfActivity, publishedIds } from './activity.store.ts';
import { type Listing, listingsOf } from './listing.rules.ts';
import { dropListings, writeListings } from './listing.store.ts';
import type { ActivityRow, SessionRow } from './programme.tables.ts';
import { sessionsOfActivity } from './session.store.ts';

/**
 * Makes the portal's lists show what an activity's rows say now: its scheduled sessions that are not over when it
 * is published, none of them otherwise. Called by whoever changed the activity or its sessions, in the same
 * transaction.
 */
export async function refreshListings(tx: Tx, activity: ActivityRow, now: Date): Promise<void> {
  const listings = activity.status === 'published' ? await listingsNow(tx, activity, now) : [];
  await dropListings(
    tx,
    activity.palace_id,
    activity.id,
    listings.map((listing) => listing.session_id),
  );
  await writeListings(tx, listings);
}

async function listingsNow(tx: Tx, activity: ActivityRow, now: Date): Promise<Listing[]> {
  const palace = await findPalace(tx, activity.palace_id);
  if (palace === undefined) return [];
  const sessions = await sessionsOfActivity(tx, activity.palace_id, activity.id, now);
  const brand = await brandOfActivity(tx, activity);
  return listingsOf(activity, sessions.filter(isScheduled), { ...placeOf(palace), brand: brand?.name ?? '' });
}

const isScheduled = (session: SessionRow): boolean => session.status === 'scheduled';

const placeOf = (palace: PalaceRow) => ({
  city: palace.city,
  district: palace.district,
  name: palace.name,
});

/** Makes the lists of a whole palace, or of one of its brands, anew: after rows were loaded in bulk or renamed. */
export async function rebuildListings(
  tx: Tx,
  scope: { palaceId: string; brandId?: string },
  now: Date,
): Promise<void> {
  for (const id of await publishedIds(tx, scope.palaceId, scope.brandId)) {
    const activity = await activityById(tx, scope.palaceId, id);
    if (activity !== undefined) await refreshListings(tx, activity, now);
  }
}
