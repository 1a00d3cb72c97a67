import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { Problem } from '../../kernel/errors.ts';

/** A column that a list is sorted by; equal rows follow their ids, so that a page ends at one row and no other. */
export interface Order<Row> {
  readonly table: string;
  readonly column: keyof Row & string;
  readonly type: 'timestamptz' | 'int';
  readonly direction: 'asc' | 'desc';
}

/** Where a page of sorted rows ended. */
export interface Mark {
  readonly value: string;
  readonly id: string;
}

const marks = {
  timestamptz: z.tuple([z.iso.datetime(), z.uuid()]),
  int: z.tuple([z.string().regex(/^\d{1,9}$/), z.uuid()]),
};

/** The mark a cursor names; null for the first page. Throws `invalid-request` when it is damaged or names a value of another type. */
export function readMark<Row>(cursor: string | undefined, { type }: Order<Row>): Mark | null {
  const parts = decodeCursor(cursor, 2);
  if (parts === null) return null;
  const parsed = marks[type].safeParse(parts);
  if (!parsed.success)
    throw new Problem('invalid-request', { details: 'cursor: start again from the first page' });
  const [value, id] = parsed.data;
  return { value, id };
}

const keyOf = <Row>({ table, column }: Order<Row>) => sql.ref(`${table}.${column}`);
const idOf = <Row>({ table }: Order<Row>) => sql.ref(`${table}.id`);

/** For `order by`. */
export function inOrder<Row>(order: Order<Row>): RawBuilder<unknown> {
  const way = sql.raw(order.direction);
  return sql`${keyOf(order)} ${way}, ${idOf(order)} ${way}`;
}

/** For `where`: what comes after a mark. */
export function beyond<Row>(order: Order<Row>, mark: Mark): RawBuilder<boolean> {
  const after = sql.raw(order.direction === 'desc' ? '<' : '>');
  const value = sql`${mark.value}::${sql.raw(order.type)}`;
  return sql<boolean>`(${keyOf(order)}, ${idOf(order)}) ${after} (${value}, ${mark.id}::uuid)`;
}

/** Cuts rows, read one more than `limit`, to a page; `nextCursor` is null on the last. */
export function sortedPage<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  { column }: Order<Row>,
): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { shown, nextCursor: null };
  const value = last[column];
  return {
    shown,
    nextCursor: encodeCursor([value instanceof Date ? value.toISOString() : String(value), last.id]),
  };
}
