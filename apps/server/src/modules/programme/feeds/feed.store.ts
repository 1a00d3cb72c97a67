import { sql } from 'kysely';
import { type Reader, tablesOf } from '../../../kernel/db.ts';
import type { ProgrammeTables } from '../programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/**
 * Sessions of published activities with what a calendar shows: all of a palace that are not over, cancelled ones
 * too, so that a subscribed calendar strikes them out; or one by its id.
 */
export function sessionsForCalendar(
  reader: Reader,
  palaceId: string,
  which: { endingAfter: Date; limit: number } | { sessionId: string },
) {
  let query = db
    .read(reader)
    .selectFrom('session')
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'session.palace_id')
        .onRef('activity.id', '=', 'session.activity_id'),
    )
    .selectAll('session')
    .select(['activity.title', 'activity.summary', 'activity.organiser', 'activity.updated_at'])
    .where('session.palace_id', '=', palaceId)
    .where('activity.status', '=', 'published');
  if ('sessionId' in which) query = query.where('session.id', '=', which.sessionId);
  else query = query.where('session.ends_at', '>', which.endingAfter).limit(which.limit);
  return query.orderBy('session.starts_at').orderBy('session.id').execute();
}

export type CalendarSession = Awaited<ReturnType<typeof sessionsForCalendar>>[number];

/** Newest published activities with the start of their next listed session. */
export const activitiesForFeed = (reader: Reader, palaceId: string, now: Date, limit: number) =>
  db
    .read(reader)
    .selectFrom('activity')
    .selectAll('activity')
    .select(
      sql<Date | null>`(select min(listing.starts_at) from session_listing listing
        where listing.palace_id = activity.palace_id and listing.activity_id = activity.id
          and listing.ends_at > ${now})`.as('next_starts_at'),
    )
    .where('palace_id', '=', palaceId)
    .where('status', '=', 'published')
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export type FeedActivity = Awaited<ReturnType<typeof activitiesForFeed>>[number];
