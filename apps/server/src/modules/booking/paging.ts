import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { Problem } from '../../kernel/errors.ts';

/** Where a page of rows in the order of time ended. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** The place a cursor names; null for the first page. Throws `invalid-request` when it is damaged. */
export function readPlace(cursor: string | undefined): Place | null {
  const parts = decodeCursor(cursor, 2);
  if (parts === null) return null;
  const parsed = place.safeParse(parts);
  if (!parsed.success)
    throw new Problem('invalid-request', { details: 'cursor: start again from the first page' });
  return { at: new Date(parsed.data[0]), id: parsed.data[1] };
}

/** Cuts rows, read one more than `limit`, to a page; `nextCursor` is null on the last. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { shown, nextCursor: null };
  const { at, id } = placeOf(last);
  return { shown, nextCursor: encodeCursor([at.toISOString(), id]) };
}
