import type { ListedWord } from '@wengong/contract';
import { type Insertable, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { ModerationTables, WordRow } from '../moderation.tables.ts';

const db = tablesOf<ModerationTables>();

/** A list, and how often it was changed. */
export interface ListRevision {
  readonly listId: string;
  readonly revision: number;
}

/** Lists that hold in a palace: its own, and those of the unions above. */
export async function listsOfPalace(reader: Reader | Tx, palaceId: string): Promise<ListRevision[]> {
  const { rows } = await sql<ListRevision>`
    select l.list_id as "listId", l.revision from moderation_word_list l where l.list_id = ${palaceId}
    union all
    select l.list_id, l.revision from palace p
      join union_node own on own.id = p.union_id
      join union_node above on above.path @> own.path
      join moderation_word_list l on l.list_id = above.id
    where p.id = ${palaceId} order by 1`.execute(reader);
  return rows;
}

/** Those of some lists that have ever had a word. */
export const revisionsOf = (reader: Reader | Tx, listIds: readonly string[]): Promise<ListRevision[]> =>
  db
    .read(reader)
    .selectFrom('moderation_word_list')
    .select(['list_id as listId', 'revision'])
    .where('list_id', 'in', [...listIds])
    .orderBy('list_id')
    .execute();

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
  readonly above: readonly { readonly id: string; readonly name: string; readonly name_en: string }[];
}

/** Words that hold, the own ones first, then by their form. */
export async function wordsSeen(
  reader: Reader | Tx,
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
  return { items: listed(rows, { listId, above }), total };
}

/** Words by their forms as the owner's and the inherited lists have them, the own ones first. */
export async function wordsByForm(
  reader: Reader | Tx,
  { listId, above }: ListOwner,
  forms: readonly string[],
): Promise<ListedWord[]> {
  if (forms.length === 0) return [];
  const rows = await db
    .read(reader)
    .selectFrom('moderation_word')
    .selectAll()
    .where('list_id', 'in', [listId, ...above.map((union) => union.id)])
    .where('form', 'in', [...forms])
    .orderBy(sql`list_id <> ${listId}::uuid`)
    .orderBy('form')
    .orderBy('list_id')
    .execute();
  return listed(rows, { listId, above });
}

function listed(rows: readonly WordRow[], { listId, above }: ListOwner): ListedWord[] {
  const unions = new Map(above.map((union) => [union.id, union]));
  return rows.map((row) => ({
    word: row.word,
    action: row.action,
    sound: row.sound,
    note: row.note,
    inheritedFrom: row.list_id === listId ? null : (unions.get(row.list_id)?.name ?? ''),
    inheritedFromEn: row.list_id === listId ? null : (unions.get(row.list_id)?.name_en ?? ''),
    addedAt: row.added_at.toISOString(),
  }));
}

/** A word as a list has it, the list held until the transaction ends. */
export async function heldWord(tx: Tx, listId: string, form: string): Promise<WordRow | undefined> {
  await holdList(tx, listId);
  return db
    .write(tx)
    .selectFrom('moderation_word')
    .selectAll()
    .where('list_id', '=', listId)
    .where('form', '=', form)
    .executeTakeFirst();
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
  await holdList(tx, listId);
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

async function holdList(tx: Tx, listId: string): Promise<void> {
  await sql`insert into moderation_word_list (list_id, revision) values (${listId}, 0)
    on conflict (list_id) do nothing`.execute(tx);
  await sql`select from moderation_word_list where list_id = ${listId} for update`.execute(tx);
}

const countList = (tx: Tx, listId: string, more: number) =>
  sql`update moderation_word_list set revision = revision + 1, words = words + ${more}
    where list_id = ${listId}`.execute(tx);
