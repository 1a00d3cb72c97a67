import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { Problem } from '../../kernel/errors.ts';

/** An instant that PostgreSQL knows. */
export const cursorInstant = z.iso.datetime().refine((text) => text >= '1900' && text < '3000');

const key = z.tuple([cursorInstant, z.uuid()]);

/** A cursor of lists that are sorted by a time and an id. */
export const timeCursor = (at: Date, id: string): string => encodeCursor([at.toISOString(), id]);

/** Unpacks `timeCursor`; undefined when there is none. Throws `invalid-request` when it is damaged. */
export function readTimeCursor(cursor: string | undefined): readonly [at: string, id: string] | undefined {
  const parts = decodeCursor(cursor, 2);
  if (parts === null) return undefined;
  const parsed = key.safeParse(parts);
  if (parsed.success) return parsed.data;
  throw damagedCursor();
}

export const damagedCursor = (): Problem =>
  new Problem('invalid-request', { details: 'cursor: start again from the first page' });
