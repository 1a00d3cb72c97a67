import type { ListedWord } from '@wengong/contract';
import { type Insertable, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { ModerationTables, WordRow } from '../moderation.tables.ts';

const db = tablesOf<ModerationTables>();

/** Lists that hold in a palace (its own, and those of the unions above) with how often each was changed. */
export async function listsOfPalace(
  reader: Reader | Tx,
  palaceId: string,
): Promise<{ listId: string; revision: number }[]> {
  const { rows } = await sql<{ listId: string; revision: number }>`
    select l.list_id as "listId", l.revision from moderation_word_list l where l.list_id = ${palaceId}
    union all
    select l.list_id, l.revision from palace p
      join union_node own on own.id = p.union_id
      join union_node above on above.path @> own.path
      join moderation_word_list l on l.list_id = above.id
    where p.id = ${palaceId} order by 1`.execute(reader);
  return rows;
}

export const wordsOfLists = (reader: Reader | Tx, listIds: readonly string[]) =>
  listIds.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('moderation_word')
        .select(['form', 'word', 'action', 'sound'])
        .where('list_id', 'in', [...listIds])
        .orderBy('form')
        .orderBy('list_id')
        .execute();

export interface ListOwner {
  readonly listId: string;
  /** Unions whose lists hold as well. */
  readonly above: readonly { readonly id: string; readonly name: string }[];
}

/** Words that hold, the own ones first, then by their form. */
export async function wordsSeen(
  reader: Reader,
  { listId, above }: ListOwner,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<{ items: ListedWord[]; total: number }> {
  const ids = [listId, ...above.map((union) => union.id)];
  const matching = db
    .read(reader)
    .selectFrom('moderation_word')
    .where('list_id', 'in', ids)
    .$if(q !== '', (query) => query.where(sql<boolean>`position(${q} in form) > 0`));
  const rows = await matching
    .selectAll()
    .orderBy(sql`list_id <> ${listId}::uuid`)
    .orderBy('form')
    .limit(limit)
    .execute();
  const { total } = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const names = new Map(above.map((union) => [union.id, union.name]));
  const items = rows.map((row) => ({
    word: row.word,
    action: row.action,
    sound: row.sound,
    note: row.note,
    inheritedFrom: row.list_id === listId ? null : (names.get(row.list_id) ?? ''),
    addedAt: row.added_at.toISOString(),
  }));
  return { items, total };
}

/** A list's own words, for export. */
export const ownWords = (reader: Reader, listId: string): Promise<WordRow[]> =>
  db
    .read(reader)
    .selectFrom('moderation_word')
    .selectAll()
    .where('list_id', '=', listId)
    .orderBy('form')
    .execute();

/** Adds words or changes what they lead to; how many were new. All of one list, which is held meanwhile. */
export async function putWords(
  tx: Tx,
  listId: string,
  words: readonly Insertable<WordRow>[],
): Promise<number> {
  await sql`insert into moderation_word_list (list_id, revision) values (${listId}, 0)
    on conflict (list_id) do nothing`.execute(tx);
  await sql`select from moderation_word_list where list_id = ${listId} for update`.execute(tx);
  let added = 0;
  if (words.length > 0) {
    const { rows } = await sql<{ isNew: boolean }>`
      insert into moderation_word as had (list_id, form, word, action, sound, note, added_by, added_at)
      select list_id, form, word, action, sound, note, added_by, added_at from ${tableOf(words as WordRow[], {
        list_id: 'uuid',
        form: 'text',
        word: 'text',
        action: 'text',
        sound: 'boolean',
        note: 'text',
        added_by: 'uuid',
        added_at: 'timestamptz',
      })} as given
      on conflict (list_id, form) do update set word = excluded.word, action = excluded.action, sound = excluded.sound,
        note = excluded.note
      returning (xmax = 0) as "isNew"`.execute(tx);
    added = rows.filter((row) => row.isNew).length;
  }
  await countList(tx, listId, added);
  return added;
}

/** Takes a word off a list; false when it is not on it. */
export async function dropWord(tx: Tx, listId: string, form: string): Promise<boolean> {
  const gone = await db
    .write(tx)
    .deleteFrom('moderation_word')
    .where('list_id', '=', listId)
    .where('form', '=', form)
    .returning('form')
    .execute();
  if (gone.length > 0) await countList(tx, listId, -gone.length);
  return gone.length > 0;
}

const countList = (tx: Tx, listId: string, more: number) =>
  sql`update moderation_word_list set revision = revision + 1, words = words + ${more}
    where list_id = ${listId}`.execute(tx);
