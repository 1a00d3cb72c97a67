import { localDay } from '../../kernel/zone.ts';
import type { ActivityRow, SessionListingRow, SessionRow } from './programme.tables.ts';
import { bandTokens, type DocumentTokens, documentTokens } from './search/search.rules.ts';
import { timeBandsOf } from './time-bands.rules.ts';

/** What a listing takes from the activity's palace and brand. */
export interface ListingPlace {
  readonly city: string;
  readonly district: string;
  readonly name: string;
  readonly brand: string;
}

export type Listing = Omit<SessionListingRow, 'document'> & { readonly tokens: DocumentTokens };

/** The calendar days on which a session begins and ends; one that ends at midnight ends on the day before. */
export const daysOfSession = (session: Pick<SessionRow, 'starts_at' | 'ends_at' | 'time_zone'>) => ({
  first_day: localDay(session.starts_at, session.time_zone),
  last_day: localDay(new Date(session.ends_at.getTime() - 1), session.time_zone),
});

/** Listings of an activity's sessions, with every seat left. */
export function listingsOf(
  activity: ActivityRow,
  sessions: readonly SessionRow[],
  place: ListingPlace,
): Listing[] {
  const free = activity.price_fen === 0;
  const tokens = documentTokens({
    title: activity.title,
    titleEn: activity.title_en,
    summary: activity.summary,
    summaryEn: activity.summary_en,
    story: activity.story,
    kind: activity.kind,
    free,
    organiser: activity.organiser,
    brand: place.brand,
    palace: place.name,
    city: place.city,
    district: place.district,
  });
  return sessions.map((session) => {
    const bands = timeBandsOf(session.starts_at, session.ends_at, session.time_zone);
    return {
      palace_id: activity.palace_id,
      session_id: session.id,
      activity_id: activity.id,
      kind: activity.kind,
      city: place.city,
      district: place.district,
      starts_at: session.starts_at,
      ends_at: session.ends_at,
      ...daysOfSession(session),
      time_bands: bands,
      free,
      open_to: activity.open_to,
      categories: activity.categories,
      seats_left: session.capacity,
      capacity: session.capacity,
      tokens: { ...tokens, rest: [...new Set([...tokens.rest, ...bandTokens(bands)])] },
    };
  });
}
