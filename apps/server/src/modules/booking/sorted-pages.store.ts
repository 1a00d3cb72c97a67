import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { cursorInstant, decodeCursor, pageOf } from '../../kernel/cursor.ts';

/** A column that a list is sorted by; equal rows follow their ids, so that a page ends at one row and no other. */
export interface Order<Row> {
  readonly table: string;
  readonly column: keyof Row & string;
  readonly type: 'timestamptz' | 'int';
  readonly direction: 'asc' | 'desc';
}

/** The order that a `sort` of the contract stands for: the name of one of `columns`, with `-` before it from the last. */
export const orderOf = <Row, Name extends string>(
  table: string,
  columns: Readonly<Record<Name, Pick<Order<Row>, 'column' | 'type'>>>,
  sort: Name | `-${Name}`,
): Order<Row> => ({
  table,
  ...columns[sort.replace('-', '') as Name],
  direction: sort.startsWith('-') ? 'desc' : 'asc',
});

/** Where a page of sorted rows ended. */
export interface Mark {
  readonly value: Date | number;
  readonly id: string;
}

const values = { timestamptz: cursorInstant, int: z.int32() };

/** The mark a cursor names; null for the first page. Throws `invalid-request` when it is damaged or of another order. */
export const readMark = <Row>(
  cursor: string | undefined,
  { column, direction, type }: Order<Row>,
): Mark | null =>
  decodeCursor(
    cursor,
    z
      .tuple([z.literal(column), z.literal(direction), values[type], z.uuid()])
      .transform(([, , value, id]) => ({ value, id })),
  );

/** Cuts rows, read one more than `limit`, to a page whose cursor tells its order. */
export const sortedPage = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  { column, direction }: Order<Row>,
) =>
  pageOf(rows, limit, (row) => {
    const value = row[column];
    return [column, direction, value instanceof Date ? value : Number(value), row.id];
  });

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
