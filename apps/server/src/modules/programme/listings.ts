import type { Tx } from '../../kernel/db.ts';
import { findPalace, type PalaceRow } from '../network/index.ts';
import { activitiesByIds, brandNames, brandOfActivity, publishedIds } from './activity.store.ts';
import { type Listing, type ListingPlace, listingsOf } from './listing.rules.ts';
import { dropListings, writeListings } from './listing.store.ts';
import type { ActivityRow, SessionRow } from './programme.tables.ts';
import { termsOf } from './search/mistyped.rules.ts';
import { rememberTerms } from './search/search-terms.store.ts';
import { sessionsOfActivities, sessionsOfActivity } from './session.store.ts';

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
    [activity.id],
    listings.map((listing) => listing.session_id),
  );
  await writeListings(tx, listings);
}

async function listingsNow(tx: Tx, activity: ActivityRow, now: Date): Promise<Listing[]> {
  const palace = await findPalace(tx, activity.palace_id);
  if (palace === undefined) return [];
  const sessions = await sessionsOfActivity(tx, activity.palace_id, activity.id, now);
  const brand = await brandOfActivity(tx, activity);
  const place = { ...placeOf(palace), brand: brand?.name ?? '' };
  await rememberTerms(tx, termsOf(wordsToLearn(activity, place)));
  return listingsOf(activity, sessions.filter(isScheduled), place);
}

const isScheduled = (session: SessionRow): boolean => session.status === 'scheduled';

const placeOf = (palace: PalaceRow) => ({
  city: palace.city,
  district: palace.district,
  name: palace.name,
});

/** Activities of one turn. */
const TURN = 500;

/** Makes the lists of a whole palace, or of one of its brands, anew: after rows were loaded in bulk or renamed. */
export async function rebuildListings(
  tx: Tx,
  scope: { palaceId: string; brandId?: string },
  now: Date,
): Promise<void> {
  const palace = await findPalace(tx, scope.palaceId);
  if (palace === undefined) return;
  const ids = await publishedIds(tx, scope.palaceId, scope.brandId);
  const brands = await brandNames(tx, scope.palaceId);
  for (let from = 0; from < ids.length; from += TURN) {
    const turn = ids.slice(from, from + TURN);
    const activities = await activitiesByIds(tx, scope.palaceId, turn);
    const sessions = Map.groupBy(
      await sessionsOfActivities(tx, scope.palaceId, turn, now),
      (session) => session.activity_id,
    );
    const listed = activities.map((activity) => ({
      activity,
      sessions: (sessions.get(activity.id) ?? []).filter(isScheduled),
      place: { ...placeOf(palace), brand: brands.get(activity.brand_id ?? '') ?? '' },
    }));
    const listings = listed.flatMap((each) => listingsOf(each.activity, each.sessions, each.place));
    await dropListings(
      tx,
      scope.palaceId,
      turn,
      listings.map((listing) => listing.session_id),
    );
    await writeListings(tx, listings);
    await rememberTerms(
      tx,
      termsOf(listed.map(({ activity, place }) => wordsToLearn(activity, place)).join('\n')),
    );
  }
}

/** What people may mistype when they look for an activity. */
const wordsToLearn = ({ title, title_en }: ActivityRow, { brand, city, district }: ListingPlace): string =>
  [title, title_en, brand, city.replace(/市$/u, ''), district.replace(/[市区县]$/u, '')].join('\n');
