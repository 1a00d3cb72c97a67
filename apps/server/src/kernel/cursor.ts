import { instant } from '@wengong/contract';
import { z } from 'zod';
import { Problem } from './errors.ts';

/** An instant that PostgreSQL knows. */
export const cursorInstant = instant.transform((text) => new Date(text));

/** The cursor of a list in the order of its ids. */
export const byId = z.tuple([z.uuid()]);

/** Where a page of rows in the order of time ended. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** The cursor of a list in the order of time; equal times follow their ids. */
export const byTime = z.tuple([cursorInstant, z.uuid()]).transform(([at, id]): Place => ({ at, id }));

/** Packs the sort key of a page's last row into an opaque cursor. */
export const encodeCursor = (key: readonly (string | number | boolean | Date)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Unpacks a cursor; null when there is none. Throws `invalid-request` when it has not the shape. */
export function decodeCursor<Key>(cursor: string | undefined, shape: z.ZodType<Key>): Key | null {
  if (cursor === undefined) return null;
  const key = shape.safeParse(jsonIn(cursor));
  if (!key.success) throw startAgain();
  return key.data;
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is said of a cursor that leads nowhere. */
export const startAgain = (): Problem =>
  new Problem('invalid-request', { details: 'cursor: start again from the first page' });

/** Cuts rows, read one more than `limit`, to a page; `nextCursor` packs the key of its last row, null on the last page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Parameters<typeof encodeCursor>[0],
): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, nextCursor: last === undefined ? null : encodeCursor(keyOf(last)) };
}
