import type {
  ActivityKind,
  ActivityStatus,
  Audience,
  ReleaseMode,
  SessionStatus,
  WorkerCategory,
} from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { SessionKey } from './programme.events.ts';
import type { ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export interface SessionForBooking {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly activityId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly capacity: number;
  readonly bookingOpensAt: Date;
  readonly bookingClosesAt: Date;
  readonly release: ReleaseMode;
  readonly status: SessionStatus;
  readonly spaceId: string | null;
  /** The seat map it is sold by; null: its seats have no numbers. */
  readonly seatMapId: string | null;
  /** Seats of the capacity kept for a category; the rest is for everyone who may book. */
  readonly quotas: readonly { readonly category: WorkerCategory; readonly seats: number }[];
  readonly activity: {
    readonly status: ActivityStatus;
    readonly kind: ActivityKind;
    readonly brandId: string | null;
    readonly title: string;
    readonly titleEn: string;
    readonly openTo: Audience;
    readonly categories: readonly WorkerCategory[];
    readonly priceFen: number;
    readonly memberPriceFen: number;
    readonly maxCompanions: number;
    readonly companionNames: boolean;
    /** Sold as a whole, through enrolments. */
    readonly series: boolean;
    readonly publicBenefit: boolean;
  };
}

/** What booking decides with, in one read; null when the palace has no such session. */
export async function sessionForBooking(
  reader: Reader | Tx,
  palaceId: string,
  sessionId: string,
): Promise<SessionForBooking | null> {
  return (await sessionsForBooking(reader, [{ palaceId, sessionId }]))[0] ?? null;
}

/** As `sessionForBooking` for several sessions in one read, in their order; a session may be named several times. */
export async function sessionsForBooking(
  reader: Reader | Tx,
  keys: readonly SessionKey[],
): Promise<(SessionForBooking | null)[]> {
  const rows = await bookingQuery(reader, keys).execute();
  const found = new Map(rows.map((row) => [`${row.palace_id} ${row.id}`, fromRow(row)]));
  return keys.map(({ palaceId, sessionId }) => found.get(`${palaceId} ${sessionId}`) ?? null);
}

/** Every session of an activity, soonest first, as `sessionForBooking` gives them. */
export async function sessionsOfSeries(
  reader: Reader | Tx,
  palaceId: string,
  activityId: string,
): Promise<SessionForBooking[]> {
  const rows = await db
    .read(reader)
    .selectFrom('session')
    .select('id')
    .where('palace_id', '=', palaceId)
    .where('activity_id', '=', activityId)
    .execute();
  if (rows.length === 0) return [];
  const sessions = await sessionsForBooking(
    reader,
    rows.map((row) => ({ palaceId, sessionId: row.id })),
  );
  return sessions
    .filter((session) => session !== null)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function bookingQuery(reader: Reader | Tx, keys: readonly SessionKey[]) {
  return db
    .read(reader)
    .selectFrom('session')
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'session.palace_id')
        .onRef('activity.id', '=', 'session.activity_id'),
    )
    .selectAll('session')
    .select([
      'activity.status as activity_status',
      'activity.kind',
      'activity.brand_id',
      'activity.title',
      'activity.title_en',
      'activity.open_to',
      'activity.categories',
      'activity.price_fen',
      'activity.member_price_fen',
      'activity.max_companions',
      'activity.companion_names',
      'activity.series',
      'activity.public_benefit',
      sql<{ category: WorkerCategory; seats: number }[]>`(
        select coalesce(json_agg(json_build_object('category', quota.category, 'seats', quota.seats)
          order by quota.category), '[]')
        from session_quota quota
        where quota.palace_id = session.palace_id and quota.session_id = session.id)`.as('quotas'),
    ])
    .where('session.palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('session.id', 'in', [...new Set(keys.map((key) => key.sessionId))]);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof bookingQuery>['executeTakeFirst']>>>;

const fromRow = (row: Row): SessionForBooking => ({
  palaceId: row.palace_id,
  sessionId: row.id,
  activityId: row.activity_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  timeZone: row.time_zone,
  capacity: row.capacity,
  bookingOpensAt: row.booking_opens_at,
  bookingClosesAt: row.booking_closes_at,
  release: row.release,
  status: row.status,
  spaceId: row.space_id,
  seatMapId: row.seat_map_id,
  quotas: row.quotas,
  activity: {
    status: row.activity_status,
    kind: row.kind,
    brandId: row.brand_id,
    title: row.title,
    titleEn: row.title_en,
    openTo: row.open_to,
    categories: row.categories,
    priceFen: row.price_fen,
    memberPriceFen: row.member_price_fen,
    maxCompanions: row.max_companions,
    companionNames: row.companion_names,
    series: row.series,
    publicBenefit: row.public_benefit,
  },
});
