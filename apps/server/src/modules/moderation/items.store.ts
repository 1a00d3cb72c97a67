import type { ReviewKind } from '@wengong/contract';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { DecisionRow, ItemRow, ModerationTables } from './moderation.tables.ts';

const db = tablesOf<ModerationTables>();

export type Item = Selectable<ItemRow>;
export type Decision = Selectable<DecisionRow>;

export interface ItemKey {
  readonly palaceId: string;
  readonly itemId: string;
}

export interface SubjectKey {
  readonly palaceId: string;
  readonly kind: ReviewKind;
  readonly subjectId: string;
}

/** Writes an item unless its subject has one. */
export async function insertItem(tx: Tx, row: Insertable<ItemRow>): Promise<void> {
  await db
    .write(tx)
    .insertInto('moderation_item')
    .values(row)
    .onConflict((conflict) => conflict.constraint('moderation_item_once').doNothing())
    .execute();
}

export const itemById = (reader: Reader | Tx, itemId: string): Promise<Item | undefined> =>
  db.read(reader).selectFrom('moderation_item').selectAll().where('id', '=', itemId).executeTakeFirst();

/** A palace's item, held until the transaction ends. */
export const lockItem = (tx: Tx, { palaceId, itemId }: ItemKey): Promise<Item | undefined> =>
  db
    .write(tx)
    .selectFrom('moderation_item')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', itemId)
    .forUpdate()
    .executeTakeFirst();

/** The item of a subject, held until the transaction ends. */
export const lockSubject = (tx: Tx, { palaceId, kind, subjectId }: SubjectKey): Promise<Item | undefined> =>
  db
    .write(tx)
    .selectFrom('moderation_item')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .forUpdate()
    .executeTakeFirst();

export const changeItem = (tx: Tx, item: Pick<Item, 'palace_id' | 'id'>, change: Updateable<ItemRow>) =>
  db
    .write(tx)
    .updateTable('moderation_item')
    .set(change)
    .where('palace_id', '=', item.palace_id)
    .where('id', '=', item.id)
    .execute();

/** Appends a decision to an item that is held. */
export async function appendDecision(
  tx: Tx,
  item: Pick<Item, 'palace_id' | 'id'>,
  row: Omit<Decision, 'palace_id' | 'item_id' | 'seq'>,
): Promise<void> {
  const seq = sql<number>`(select coalesce(max(seq), 0) + 1 from moderation_decision
    where palace_id = ${item.palace_id} and item_id = ${item.id})`;
  await db
    .write(tx)
    .insertInto('moderation_decision')
    .values({ ...row, palace_id: item.palace_id, item_id: item.id, seq })
    .execute();
}

/** Rows that belong to some items. */
export const ofItems = (items: readonly Pick<Item, 'palace_id' | 'id'>[]) =>
  sql<boolean>`(palace_id, item_id) in (select * from unnest(${items.map((item) => item.palace_id)}::uuid[],
    ${items.map((item) => item.id)}::uuid[]))`;

/** Decisions about items, oldest first. */
export const decisionsOf = (
  reader: Reader | Tx,
  items: readonly Pick<Item, 'palace_id' | 'id'>[],
): Promise<Decision[]> =>
  db
    .read(reader)
    .selectFrom('moderation_decision')
    .selectAll()
    .where(ofItems(items))
    .orderBy('seq')
    .execute();

/** Items of these subjects with a task that is not over. */
export const openItems = (
  reader: Reader | Tx,
  { palaceId, kind, subjectIds }: Omit<SubjectKey, 'subjectId'> & { readonly subjectIds: readonly string[] },
) =>
  subjectIds.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('moderation_item')
        .select('subject_id')
        .where('palace_id', '=', palaceId)
        .where('kind', '=', kind)
        .where('subject_id', 'in', [...subjectIds])
        .where('task', 'in', ['first', 'final'])
        .execute();

/** Those of these subjects to which two people agreed in one task, by the rule that the database keeps as well. */
export async function agreedSubjects(
  reader: Reader | Tx,
  { palaceId, kind, subjectIds }: Omit<SubjectKey, 'subjectId'> & { readonly subjectIds: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${[...subjectIds]}::uuid[]) as id
    where moderation_agreed(${palaceId}, ${kind}, id)`.execute(reader);
  return new Set(rows.map((row) => row.id));
}

/** A person's items, latest first. */
export const itemsOfOwner = (
  reader: Reader,
  ownerId: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Item[]> =>
  db
    .read(reader)
    .selectFrom('moderation_item')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('task_no', '>', 0)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
