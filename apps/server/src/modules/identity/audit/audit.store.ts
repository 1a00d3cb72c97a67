import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { AuditRow, IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Waits for the chains of some palaces, in the order given; they are held until the transaction ends. */
export async function lockChains(tx: Tx, palaces: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('audit ' || palace, 0))
    from unnest(${palaces}::text[]) with ordinality as given (palace, n) order by n`.execute(tx);
}

/** The last entry of each chain that has one, by palace. */
export async function lastEntries(
  tx: Tx,
  palaces: readonly string[],
): Promise<Map<string, { seq: number; hash: Buffer }>> {
  const { rows } = await sql<{ palace_id: string; seq: number; hash: Buffer }>`
    select given.palace_id, last.seq, last.hash from unnest(${palaces}::uuid[]) as given (palace_id),
      lateral (select seq, hash from audit_entry e where e.palace_id = given.palace_id
        order by seq desc limit 1) as last`.execute(tx);
  return new Map(rows.map((row) => [row.palace_id, row]));
}

export async function insertEntries(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  // Arrays instead of a value each: what many rows bring is read in one go.
  await sql`
    insert into audit_entry (palace_id, seq, actor_id, action, subject_type, subject_id, before, after, at,
      previous_hash, hash)
    select * from unnest(${rows.map((row) => row.palace_id)}::uuid[], ${rows.map((row) => row.seq)}::bigint[],
      ${rows.map((row) => row.actor_id)}::uuid[], ${rows.map((row) => row.action)}::text[],
      ${rows.map((row) => row.subject_type)}::text[], ${rows.map((row) => row.subject_id)}::text[],
      ${rows.map((row) => JSON.stringify(row.before))}::jsonb[],
      ${rows.map((row) => JSON.stringify(row.after))}::jsonb[], ${rows.map((row) => row.at)}::timestamptz[],
      ${rows.map((row) => row.previous_hash)}::bytea[], ${rows.map((row) => row.hash)}::bytea[])`.execute(tx);
}

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
  readonly action?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Only entries before this one. */
  readonly beforeSeq?: number | undefined;
  /** Only entries after this one. */
  readonly afterSeq?: number | undefined;
}

/** Entries of a palace with the name of who acted: newest first, or oldest first after `afterSeq`. */
export function filteredEntries(reader: Reader, palaceId: string, filter: AuditFilter, limit: number) {
  let query = db
    .read(reader)
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.id', 'audit_entry.actor_id')
    .selectAll('audit_entry')
    .select('person.display_name as actor_name')
    .where('palace_id', '=', palaceId)
    .orderBy('seq', filter.afterSeq === undefined ? 'desc' : 'asc')
    .limit(limit);
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId);
  if (filter.subjectType !== undefined) query = query.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.since !== undefined) query = query.where('at', '>=', new Date(filter.since));
  if (filter.until !== undefined) query = query.where('at', '<', new Date(filter.until));
  if (filter.afterSeq !== undefined) query = query.where('seq', '>', filter.afterSeq);
  if (filter.beforeSeq !== undefined) query = query.where('seq', '<', filter.beforeSeq);
  return query.execute();
}
