import type { ActivityKind, Audience, TimeBand, WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Place } from '../../kernel/cursor.ts';
import { type Reader, tablesOf } from '../../kernel/db.ts';
import type { Day } from '../../kernel/zone.ts';
import type { ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/** Whom a list is for: what is open to everyone, and to members or to people of these categories. */
export interface ListReader {
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

export interface ListFilter {
  readonly now: Date;
  readonly palaceIds?: readonly string[] | undefined;
  readonly activityId?: string | undefined;
  readonly kinds?: readonly ActivityKind[] | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  /** First and last calendar day of the palace; either may be open. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Only what begins at or after this instant. */
  readonly startsFrom?: Date | undefined;
  /** Only what begins before this instant. */
  readonly startsBefore?: Date | undefined;
  readonly timeBands?: readonly TimeBand[] | undefined;
  readonly free?: boolean | undefined;
  readonly audiences?: readonly Audience[] | undefined;
  readonly category?: WorkerCategory | undefined;
  readonly forReader?: ListReader | undefined;
  readonly hasSeats?: boolean | undefined;
  readonly tsquery?: string | undefined;
  /** A tsquery narrower than the other one, which must be met instead of it, or must not. */
  readonly named?: { readonly tsquery: string; readonly met: boolean } | undefined;
  /** Sort key of the last row of the page before. */
  readonly after?: Place | undefined;
  /** Soonest first unless set. */
  readonly latestFirst?: boolean;
  readonly limit: number;
}

/**
 * Listed sessions that are not over, soonest first, with what an item shows of session and activity. The page is
 * picked from the listings alone: only its rows are joined.
 */
export function listedSessions(reader: Reader, filter: ListFilter) {
  const direction = filter.latestFirst ? 'desc' : 'asc';
  const page = filtered(reader, filter)
    .selectAll('session_listing')
    .orderBy('session_listing.starts_at', direction)
    .orderBy('session_listing.session_id', direction)
    .limit(filter.limit);
  return db
    .read(reader)
    .selectFrom(page.as('listing'))
    .innerJoin('session', (join) =>
      join
        .onRef('session.palace_id', '=', 'listing.palace_id')
        .onRef('session.id', '=', 'listing.session_id'),
    )
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'listing.palace_id')
        .onRef('activity.id', '=', 'listing.activity_id'),
    )
    .select([
      'listing.palace_id',
      'listing.session_id',
      'listing.activity_id',
      'listing.kind',
      'listing.starts_at',
      'listing.ends_at',
      'listing.time_bands',
      'listing.free',
      'listing.open_to',
      'listing.categories',
      'listing.seats_left',
      'listing.capacity',
      'session.space_id',
      'session.time_zone',
      'session.status',
      'session.booking_opens_at',
      'session.booking_closes_at',
      'session.release',
      'activity.title',
      'activity.title_en',
      'activity.price_fen',
      'activity.member_price_fen',
      'activity.public_benefit',
    ])
    .orderBy('listing.starts_at', direction)
    .orderBy('listing.session_id', direction)
    .execute();
}

export type ListedSession = Awaited<ReturnType<typeof listedSessions>>[number];

function filtered(reader: Reader, filter: ListFilter) {
  let query = db.read(reader).selectFrom('session_listing').where('session_listing.ends_at', '>', filter.now);
  if (filter.palaceIds !== undefined) {
    query = query.where('session_listing.palace_id', 'in', filter.palaceIds);
  }
  if (filter.activityId !== undefined) {
    query = query.where('session_listing.activity_id', '=', filter.activityId);
  }
  if (filter.kinds !== undefined) query = query.where('session_listing.kind', 'in', filter.kinds);
  if (filter.city !== undefined) query = query.where('city', '=', filter.city);
  if (filter.district !== undefined) query = query.where('district', '=', filter.district);
  if (filter.from !== undefined || filter.to !== undefined) {
    query = query.where(
      sql<boolean>`daterange(first_day, last_day, '[]')
        && daterange(${filter.from ?? null}::date, ${filter.to ?? null}::date, '[]')`,
    );
  }
  if (filter.startsFrom !== undefined) {
    query = query.where('session_listing.starts_at', '>=', filter.startsFrom);
  }
  if (filter.startsBefore !== undefined) {
    query = query.where('session_listing.starts_at', '<', filter.startsBefore);
  }
  if (filter.timeBands !== undefined) {
    query = query.where(sql<boolean>`time_bands && ${filter.timeBands}::text[]`);
  }
  if (filter.free !== undefined) query = query.where('free', '=', filter.free);
  if (filter.audiences !== undefined) {
    query = query.where('session_listing.open_to', 'in', filter.audiences);
  }
  if (filter.category !== undefined) {
    query = query.where(sql<boolean>`session_listing.open_to = 'categories'
      and session_listing.categories @> ${[filter.category]}::text[]`);
  }
  if (filter.forReader !== undefined) query = query.where(openTo(filter.forReader));
  if (filter.hasSeats === true) query = query.where('seats_left', '>', 0);
  if (filter.tsquery !== undefined && filter.named?.met !== true) {
    query = query.where(sql<boolean>`document @@ ${filter.tsquery}::tsquery`);
  }
  if (filter.named !== undefined) {
    const named = sql<boolean>`document @@ ${filter.named.tsquery}::tsquery`;
    query = query.where(filter.named.met ? named : sql<boolean>`not ${named}`);
  }
  if (filter.after !== undefined) {
    const { at, id } = filter.after;
    const key = sql`(${at}::timestamptz, ${id}::uuid)`;
    query = query.where(
      filter.latestFirst
        ? sql<boolean>`(session_listing.starts_at, session_listing.session_id) < ${key}`
        : sql<boolean>`(session_listing.starts_at, session_listing.session_id) > ${key}`,
    );
  }
  return query;
}

const openTo = ({ member, categories }: ListReader) => sql<boolean>`(
  session_listing.open_to = 'everyone'
  or (session_listing.open_to = 'members' and ${member}::boolean)
  or (session_listing.open_to = 'categories' and session_listing.categories && ${categories}::text[]))`;

/** How much is listed today and at all: two counts, each by the index that fits it. */
export async function countListed(
  reader: Reader,
  scope: { palaceId?: string | undefined; city?: string | undefined },
  today: Day,
  now: Date,
): Promise<{ sessionsToday: number; freeToday: number; sessionsComing: number }> {
  const listed = db.read(reader).selectFrom('session_listing').where('ends_at', '>', now);
  const ofPalace = scope.palaceId === undefined ? listed : listed.where('palace_id', '=', scope.palaceId);
  const scoped = scope.city === undefined ? ofPalace : ofPalace.where('city', '=', scope.city);
  const [ofToday, coming] = await Promise.all([
    scoped
      .select([
        sql<number>`count(*)::int`.as('sessionsToday'),
        sql<number>`(count(*) filter (where free))::int`.as('freeToday'),
      ])
      .where(sql<boolean>`daterange(first_day, last_day, '[]') @> ${today}::date`)
      .executeTakeFirstOrThrow(),
    scoped.select(sql<number>`count(*)::int`.as('sessionsComing')).executeTakeFirstOrThrow(),
  ]);
  return { ...ofToday, ...coming };
}

export const countByKind = (reader: Reader, palaceId: string, now: Date) =>
  db
    .read(reader)
    .selectFrom('session_listing')
    .select(['kind', sql<number>`count(*)::int`.as('sessions')])
    .where('palace_id', '=', palaceId)
    .where('ends_at', '>', now)
    .groupBy('kind')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('kind')
    .execute();

/** Counted by palace first, which needs no sorting, then added up by district. */
export function countByDistrict(reader: Reader, now: Date, city: string | undefined) {
  let byPalace = db
    .read(reader)
    .selectFrom('session_listing')
    .select([
      'palace_id',
      'city',
      'district',
      sql<number>`count(*)`.as('sessions'),
      sql<number>`count(*) filter (where free)`.as('free'),
    ])
    .where('ends_at', '>', now)
    .groupBy(['palace_id', 'city', 'district']);
  if (city !== undefined) byPalace = byPalace.where('city', '=', city);
  return db
    .read(reader)
    .selectFrom(byPalace.as('palace'))
    .select([
      'city',
      'district',
      sql<number>`count(*)::int`.as('palaces'),
      sql<number>`sum(sessions)::int`.as('sessions'),
      sql<number>`sum(free)::int`.as('free'),
    ])
    .groupBy(['city', 'district'])
    .orderBy('city')
    .orderBy('district')
    .execute();
}

/** Scheduled sessions of published activities that touch a period, past ones too: for the calendar. */
export const sessionsWithin = (reader: Reader, palaceId: string, from: Date, until: Date) =>
  db
    .read(reader)
    .selectFrom('session')
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'session.palace_id')
        .onRef('activity.id', '=', 'session.activity_id'),
    )
    .select(['session.starts_at', 'session.ends_at', 'session.time_zone', 'activity.price_fen'])
    .where('session.palace_id', '=', palaceId)
    .where('session.status', '=', 'scheduled')
    .where('activity.status', '=', 'published')
    // No session is longer than 400 days: the index finds where to begin.
    .where('session.starts_at', '>', new Date(from.getTime() - 401 * 86_400_000))
    .where('session.starts_at', '<', until)
    .where('session.ends_at', '>', from)
    .execute();
