import type { ActivityKind, ActivitySort, ActivityStatus } from '@wengong/contract';
import { sql } from 'kysely';
import type { Place } from '../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { ActivityRow, BrandRow, ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export const activityById = (reader: Reader | Tx, palaceId: string, id: string) =>
  db
    .read(reader)
    .selectFrom('activity')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();

export const activitiesByIds = (
  reader: Reader | Tx,
  palaceId: string,
  ids: readonly string[],
): Promise<ActivityRow[]> =>
  db
    .read(reader)
    .selectFrom('activity')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .execute();

/** Names of a palace's brands, by id. */
export async function brandNames(reader: Reader | Tx, palaceId: string): Promise<Map<string, string>> {
  const rows = await db
    .read(reader)
    .selectFrom('brand')
    .select(['id', 'name'])
    .where('palace_id', '=', palaceId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/**
 * Locks an activity against every other change of it and its sessions. Whoever changes a session locks its
 * activity first, so that its listings are rebuilt by one at a time.
 */
export const lockActivity = (tx: Tx, palaceId: string, id: string) =>
  db
    .write(tx)
    .selectFrom('activity')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();

export const insertActivity = (tx: Tx, row: ActivityRow) =>
  db.write(tx).insertInto('activity').values(row).execute();

/** Writes `change` and the next version; returns the row as it is now. */
export const updateActivityRow = (
  tx: Tx,
  before: ActivityRow,
  now: Date,
  change: Partial<ActivityRow>,
): Promise<ActivityRow> =>
  db
    .write(tx)
    .updateTable('activity')
    .set({ ...change, updated_at: now, version: before.version + 1 })
    .where('palace_id', '=', before.palace_id)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const partnerIdsOf = async (
  reader: Reader | Tx,
  palaceId: string,
  activityId: string,
): Promise<string[]> => {
  const rows = await db
    .read(reader)
    .selectFrom('activity_partner')
    .select('partner_id')
    .where('palace_id', '=', palaceId)
    .where('activity_id', '=', activityId)
    .execute();
  return rows.map((row) => row.partner_id);
};

export async function replacePartners(
  tx: Tx,
  palaceId: string,
  activityId: string,
  partnerIds: readonly string[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('activity_partner')
    .where('palace_id', '=', palaceId)
    .where('activity_id', '=', activityId)
    .execute();
  if (partnerIds.length === 0) return;
  await db
    .write(tx)
    .insertInto('activity_partner')
    .values(
      [...new Set(partnerIds)].map((id) => ({
        palace_id: palaceId,
        activity_id: activityId,
        partner_id: id,
      })),
    )
    .execute();
}

export const brandOfActivity = async (
  reader: Reader | Tx,
  activity: Pick<ActivityRow, 'palace_id' | 'brand_id'>,
): Promise<BrandRow | null> => {
  if (activity.brand_id === null) return null;
  const brand = await db
    .read(reader)
    .selectFrom('brand')
    .selectAll()
    .where('palace_id', '=', activity.palace_id)
    .where('id', '=', activity.brand_id)
    .executeTakeFirst();
  return brand ?? null;
};

export interface StaffListFilter {
  readonly status?: ActivityStatus | undefined;
  readonly kind?: ActivityKind | undefined;
  readonly q?: string | undefined;
  readonly sort: ActivitySort;
  /** Sort key of the last row of the page before. */
  readonly after: Place | null;
  readonly limit: number;
}

/** When an activity without a coming session would have its next: after all others, whichever way they are sorted. */
const NEVER = { asc: '2999-12-31T00:00:00Z', desc: '1900-01-01T00:00:00Z' } as const;

/** Activities of a palace with how many sessions they have and when the next begins; `sort_at` is what they are sorted by. */
export function staffActivities(reader: Reader, palaceId: string, now: Date, filter: StaffListFilter) {
  const direction = filter.sort.startsWith('-') ? 'desc' : 'asc';
  const next = sql<Date | null>`(select min(s.starts_at) from session s where s.palace_id = activity.palace_id
    and s.activity_id = activity.id and s.status = 'scheduled' and s.starts_at > ${now})`;
  const at = filter.sort.endsWith('next')
    ? sql<Date>`coalesce(${next}, ${NEVER[direction]}::timestamptz)`
    : sql<Date>`activity.updated_at`;
  let query = db
    .read(reader)
    .selectFrom('activity')
    .selectAll('activity')
    .select([next.as('next_starts_at'), at.as('sort_at')])
    .select([
      sql<number>`(select count(*)::int from session s where s.palace_id = activity.palace_id
        and s.activity_id = activity.id and s.status = 'scheduled')`.as('sessions'),
    ])
    .where('palace_id', '=', palaceId)
    .orderBy(at, direction)
    .orderBy('id', direction)
    .limit(filter.limit);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([where('title', 'ilike', pattern), where('title_en', 'ilike', pattern)]),
    );
  }
  if (filter.after !== null) {
    const { at: last, id } = filter.after;
    const beyond = sql.raw(direction === 'desc' ? '<' : '>');
    query = query.where(sql<boolean>`(${at}, id) ${beyond} (${last}::timestamptz, ${id}::uuid)`);
  }
  return query.execute();
}

export async function countByStatus(
  reader: Reader,
  palaceId: string,
): Promise<{ counts: Record<ActivityStatus, number>; toReview: number }> {
  const rows = await db
    .read(reader)
    .selectFrom('activity')
    .select([
      'status',
      sql<number>`count(*)::int`.as('activities'),
      sql<number>`count(*) filter (where publish_at is null)::int`.as('undecided'),
    ])
    .where('palace_id', '=', palaceId)
    .groupBy('status')
    .execute();
  const counts = { draft: 0, submitted: 0, published: 0, rejected: 0, cancelled: 0 };
  for (const row of rows) counts[row.status] = row.activities;
  return { counts, toReview: rows.find((row) => row.status === 'submitted')?.undecided ?? 0 };
}

/** Ids of published activities of a palace, or of one of its brands. */
export async function publishedIds(
  reader: Reader | Tx,
  palaceId: string,
  brandId?: string,
): Promise<string[]> {
  let query = db
    .read(reader)
    .selectFrom('activity')
    .select('id')
    .where('palace_id', '=', palaceId)
    .where('status', '=', 'published');
  if (brandId !== undefined) query = query.where('brand_id', '=', brandId);
  const rows = await query.orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** Activities whose time to be published has come, the longest waiting first. */
export const scheduledUntil = (reader: Reader, now: Date) =>
  db
    .read(reader)
    .selectFrom('activity')
    .select(['palace_id', 'id'])
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .orderBy('id')
    .limit(500)
    .execute();
