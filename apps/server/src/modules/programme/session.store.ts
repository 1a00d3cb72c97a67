import type { Quota } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { SessionKey } from './programme.events.ts';
import type { ProgrammeTables, SessionRow } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export const sessionById = (reader: Reader | Tx, palaceId: string, id: string) =>
  db
    .read(reader)
    .selectFrom('session')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Waits for bookings under way, which hold a share lock, and keeps new ones waiting. */
export const lockSessions = (tx: Tx, palaceId: string, ids: readonly string[]): Promise<SessionRow[]> =>
  db
    .write(tx)
    .selectFrom('session')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

/** A session with the seats its listing shows as left; all of them while it is not listed. */
export type SessionWithSeats = SessionRow & { readonly seats_left: number };

/** Sessions of an activity, oldest first; with `endingAfter` only those that end later. */
export function sessionsOfActivity(
  reader: Reader | Tx,
  palaceId: string,
  activityId: string,
  endingAfter?: Date,
): Promise<SessionWithSeats[]> {
  let query = db
    .read(reader)
    .selectFrom('session')
    .leftJoin('session_listing', (join) =>
      join
        .onRef('session_listing.palace_id', '=', 'session.palace_id')
        .onRef('session_listing.session_id', '=', 'session.id'),
    )
    .selectAll('session')
    .select(sql<number>`coalesce(session_listing.seats_left, session.capacity)`.as('seats_left'))
    .where('session.palace_id', '=', palaceId)
    .where('session.activity_id', '=', activityId);
  if (endingAfter !== undefined) query = query.where('session.ends_at', '>', endingAfter);
  return query.orderBy('session.starts_at').orderBy('session.id').execute();
}

/** Sessions of several activities that are not over. */
export const sessionsOfActivities = (
  reader: Reader | Tx,
  palaceId: string,
  activityIds: readonly string[],
  endingAfter: Date,
): Promise<SessionRow[]> =>
  db
    .read(reader)
    .selectFrom('session')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where(sql<boolean>`activity_id = any(${activityIds}::uuid[])`)
    .where('ends_at', '>', endingAfter)
    .execute();

/** Seats that the listing shows as left and taken; all are left while the session is not listed. */
export async function seatsOfSession(
  reader: Reader | Tx,
  session: SessionRow,
): Promise<{ left: number; taken: number }> {
  const listing = await db
    .read(reader)
    .selectFrom('session_listing')
    .select(['seats_left', 'capacity'])
    .where('palace_id', '=', session.palace_id)
    .where('session_id', '=', session.id)
    .executeTakeFirst();
  if (listing === undefined) return { left: session.capacity, taken: 0 };
  return { left: listing.seats_left, taken: listing.capacity - listing.seats_left };
}

export const insertSessions = (tx: Tx, rows: readonly SessionRow[]) =>
  db.write(tx).insertInto('session').values(rows).execute();

export const updateSessionRow = (
  tx: Tx,
  before: SessionRow,
  change: Partial<SessionRow>,
): Promise<SessionRow> =>
  db
    .write(tx)
    .updateTable('session')
    .set({ ...change, version: before.version + 1 })
    .where('palace_id', '=', before.palace_id)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Removes a session nobody can have booked: its activity was never published. */
export async function deleteSession(tx: Tx, palaceId: string, id: string): Promise<void> {
  await replaceQuotas(tx, palaceId, id, []);
  await db.write(tx).deleteFrom('session').where('palace_id', '=', palaceId).where('id', '=', id).execute();
}

export async function replaceQuotas(
  tx: Tx,
  palaceId: string,
  sessionId: string,
  quotas: readonly Quota[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('session_quota')
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .execute();
  await insertQuotas(tx, palaceId, [{ sessionId, quotas }]);
}

export async function insertQuotas(
  tx: Tx,
  palaceId: string,
  sessions: readonly { sessionId: string; quotas: readonly Quota[] }[],
): Promise<void> {
  const rows = sessions.flatMap(({ sessionId, quotas }) =>
    quotas.map((quota) => ({ palace_id: palaceId, session_id: sessionId, ...quota })),
  );
  if (rows.length > 0) await db.write(tx).insertInto('session_quota').values(rows).execute();
}

export async function quotasOf(
  reader: Reader | Tx,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, Quota[]>> {
  const quotas = new Map<string, Quota[]>(sessionIds.map((id) => [id, []]));
  if (sessionIds.length === 0) return quotas;
  const rows = await db
    .read(reader)
    .selectFrom('session_quota')
    .select(['session_id', 'category', 'seats'])
    .where('palace_id', '=', palaceId)
    .where('session_id', 'in', sessionIds)
    .orderBy('category')
    .execute();
  for (const { session_id, category, seats } of rows) quotas.get(session_id)?.push({ category, seats });
  return quotas;
}

/** Titles of activities by the id of a session: to name what is in the way. */
export async function titlesOfSessions(
  reader: Reader | Tx,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, string>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('session')
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'session.palace_id')
        .onRef('activity.id', '=', 'session.activity_id'),
    )
    .select(['session.id', 'activity.title'])
    .where('session.palace_id', '=', palaceId)
    .where('session.id', 'in', sessionIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** Sessions over several palaces with kind and title of their activity. */
export const sessionsWithTitles = (reader: Reader | Tx, keys: readonly SessionKey[]) =>
  db
    .read(reader)
    .selectFrom('session')
    .innerJoin('activity', (join) =>
      join
        .onRef('activity.palace_id', '=', 'session.palace_id')
        .onRef('activity.id', '=', 'session.activity_id'),
    )
    .selectAll('session')
    .select(['activity.kind', 'activity.title', 'activity.title_en'])
    .where('session.palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('session.id', 'in', [...new Set(keys.map((key) => key.sessionId))])
    .execute();

/**
 * Ids of a palace's sessions, of one activity or of those whose title holds `titled`, latest first and at most `limit`:
 * for lists that other modules keep by session.
 */
export async function findSessionIds(
  reader: Reader,
  palaceId: string,
  wanted: { readonly activityId?: string | undefined; readonly titled?: string | undefined },
  limit: number,
): Promise<string[]> {
  let query = db
    .read(reader)
    .selectFrom('session')
    .select('session.id')
    .where('session.palace_id', '=', palaceId)
    .orderBy('session.starts_at', 'desc')
    .limit(limit);
  if (wanted.activityId !== undefined) query = query.where('activity_id', '=', wanted.activityId);
  if (wanted.titled !== undefined) {
    const pattern = `%${wanted.titled.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('activity')
          .select('activity.id')
          .whereRef('activity.palace_id', '=', 'session.palace_id')
          .whereRef('activity.id', '=', 'session.activity_id')
          .where((where) =>
            where.or([
              where('activity.title', 'ilike', pattern),
              where('activity.title_en', 'ilike', pattern),
            ]),
          ),
      ),
    );
  }
  return (await query.execute()).map((row) => row.id);
}
