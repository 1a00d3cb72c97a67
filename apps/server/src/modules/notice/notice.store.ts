import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { MessageRow, NoticeTables } from './notice.tables.ts';

const db = tablesOf<NoticeTables>();

export type NewMessage = Pick<MessageRow, 'person_id' | 'kind' | 'params' | 'link'>;

/**
 * Writes messages, in one statement; those to people who were erased meanwhile are left out. Returns what is written.
 */
export async function insertMessages(
  tx: Tx,
  messages: readonly NewMessage[],
  now: Date,
): Promise<Pick<MessageRow, 'person_id' | 'id' | 'kind' | 'params'>[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((each) => ({ ...each, id: newId() }));
  const written = await sql<Pick<MessageRow, 'person_id' | 'id' | 'kind' | 'params'>>`
    insert into message (person_id, id, kind, params, link, created_at)
    select m.person_id, m.id, m.kind, m.params, m.link, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as m (person_id uuid, id uuid, kind text, params jsonb, link text)
    join person p on p.id = m.person_id and p.erased_at is null
    returning person_id, id, kind, params`.execute(tx);
  return written.rows;
}

/** A person's messages, newest first, after the one with id `after`. */
export function messagesOf(
  reader: Reader,
  personId: string,
  page: { after?: string | undefined; limit: number },
) {
  let query = db
    .read(reader)
    .selectFrom('message')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '<', page.after);
  return query.execute();
}

export async function countUnread(reader: Reader | Tx, personId: string): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('message')
    .select(sql<number>`count(*)::int`.as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.unread;
}

/** Marks a message as read; the first time counts. Says whether there is such a message. */
export async function markRead(tx: Tx, personId: string, messageId: string, now: Date): Promise<boolean> {
  const row = await db
    .write(tx)
    .updateTable('message')
    .set({ read_at: sql`coalesce(read_at, ${now})` })
    .where('person_id', '=', personId)
    .where('id', '=', messageId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const markAllRead = (tx: Tx, personId: string, now: Date) =>
  db
    .write(tx)
    .updateTable('message')
    .set({ read_at: now })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .execute();

export const deleteMessages = (tx: Tx, personId: string) =>
  db.write(tx).deleteFrom('message').where('person_id', '=', personId).execute();

export const deleteMessagesBefore = (tx: Tx, before: Date) =>
  db.write(tx).deleteFrom('message').where('created_at', '<', before).execute();
