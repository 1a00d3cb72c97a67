import type { ActivityKind } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader } from '../../kernel/db.ts';
import { type SessionShown, sessionsByIds } from './sessions-shown.ts';

const LIMIT = 500;

/** Sessions of published activities that run between two instants, cancelled ones included, by start. */
export async function sessionsBetween(
  reader: Reader,
  palaceId: string,
  from: Date,
  to: Date,
): Promise<SessionShown[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from session s
    join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = ${palaceId} and s.starts_at < ${to} and s.ends_at > ${from}
      and a.published_at is not null
    order by s.starts_at, s.id limit ${LIMIT}`.execute(reader);
  const shown = await sessionsByIds(
    reader,
    rows.map((row) => ({ palaceId, sessionId: row.id })),
  );
  return rows.flatMap((row) => shown.get(row.id) ?? []);
}

/** Sessions of one kind that have begun and were not cancelled, the latest first. */
export async function latestSessions(
  reader: Reader,
  palaceId: string,
  { kind, until, limit }: { readonly kind: ActivityKind; readonly until: Date; readonly limit: number },
): Promise<SessionShown[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from session s
    join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = ${palaceId} and s.starts_at <= ${until} and s.status <> 'cancelled'
      and a.kind = ${kind} and a.published_at is not null
    order by s.starts_at desc, s.id limit ${limit}`.execute(reader);
  const shown = await sessionsByIds(
    reader,
    rows.map((row) => ({ palaceId, sessionId: row.id })),
  );
  return rows.flatMap((row) => shown.get(row.id) ?? []);
}
