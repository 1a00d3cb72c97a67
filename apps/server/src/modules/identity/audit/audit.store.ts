import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { AuditRow, IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Waits for the palace's chain; it is held until the transaction ends. */
export async function lockChain(tx: Tx, palaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${palaceId}`}, 0))`.execute(tx);
}

export const lastEntry = (tx: Tx, palaceId: string) =>
  db
    .write(tx)
    .selectFrom('audit_entry')
    .select(['seq', 'hash'])
    .where('palace_id', '=', palaceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();

export const insertEntry = (tx: Tx, row: AuditRow) =>
  db
    .write(tx)
    .insertInto('audit_entry')
    .values({ ...row, before: JSON.stringify(row.before), after: JSON.stringify(row.after) })
    .execute();

/** Entries of a chain after `seq`, in order. */
export const entriesAfter = (reader: Reader, palaceId: string, seq: number, limit: number) =>
  db
    .read(reader)
    .selectFrom('audit_entry')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();

export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Only entries before this one. */
  readonly beforeSeq?: number | undefined;
}

/** Entries of a palace, newest first, with the name of who acted. */
export function recentEntries(reader: Reader, palaceId: string, filter: AuditFilter, limit: number) {
  let query = db
    .read(reader)
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.id', 'audit_entry.actor_id')
    .selectAll('audit_entry')
    .select('person.display_name as actor_name')
    .where('palace_id', '=', palaceId)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId);
  if (filter.subjectType !== undefined) query = query.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.beforeSeq !== undefined) query = query.where('seq', '<', filter.beforeSeq);
  return query.execute();
}
