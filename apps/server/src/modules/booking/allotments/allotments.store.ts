import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, PoolRow } from '../booking.tables.ts';
import type { SessionKey } from '../seats/release-seats.ts';

const db = tablesOf<BookingTables>();

/** An allotment of the palace; undefined when it has none such. */
export const allotmentOfPalace = (
  reader: Reader | Tx,
  palaceId: string,
  allotmentId: string,
): Promise<PoolRow | undefined> =>
  db
    .read(reader)
    .selectFrom('pool')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', allotmentId)
    .where('seats', 'is not', null)
    .executeTakeFirst();

/** An allotment given to the union, in whichever palace. */
export const allotmentOfUnion = (
  reader: Reader | Tx,
  unionId: string,
  allotmentId: string,
): Promise<PoolRow | undefined> =>
  db
    .read(reader)
    .selectFrom('pool')
    .selectAll()
    .where('union_id', '=', unionId)
    .where('id', '=', allotmentId)
    .executeTakeFirst();

/** What is given to a union of sessions that are not over, soonest first. */
export const allotmentsOfUnion = (
  reader: Reader,
  unionId: string,
  now: Date,
  limit: number,
): Promise<PoolRow[]> =>
  db
    .read(reader)
    .selectFrom('pool')
    .selectAll()
    .where('union_id', '=', unionId)
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .orderBy('session_id')
    .orderBy('depth')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Sessions with allotments whose time has come and whose seats were not moved yet. */
export const sessionsToReturn = (reader: Reader, now: Date, limit: number): Promise<SessionKey[]> =>
  db
    .read(reader)
    .selectFrom('pool')
    .select(['palace_id as palaceId', 'session_id as sessionId'])
    .distinct()
    .where('returns_at', '<=', now)
    .where('returned_at', 'is', null)
    .limit(limit)
    .execute();
