import { z } from 'zod';
import { cursorInstant, type Place, pageOf } from '../../kernel/cursor.ts';
import type { Reader } from '../../kernel/db.ts';
import { type ListedSession, type ListFilter, listedSessions } from './session-list.store.ts';

/** Where a page begins. */
export interface PageStart {
  /** What begins from then on is coming, all other runs. A cursor keeps the first page's. */
  readonly since: Date;
  /** What was searched, when it was not what was typed. */
  readonly text: string;
  /** Which of the parts of the list, and the last row before the page in it. */
  readonly part: number;
  readonly after: Place | undefined;
}

/** The start that a cursor names. */
export const pageStart = z
  .tuple([cursorInstant, z.string().max(200), z.int().min(0).max(3), cursorInstant, z.uuid()])
  .transform(([since, text, part, at, id]): PageStart => ({ since, text, part, after: { at, id } }));

type Filter = Omit<
  ListFilter,
  'limit' | 'after' | 'latestFirst' | 'startsFrom' | 'startsBefore' | 'named'
> & {
  /** tsquery of what the words name. */
  readonly namedBy?: string | undefined;
};

/**
 * One page of the portal's list: what begins from `since` on, soonest first, then what was running by then, latest
 * first, so that exhibitions of months do not stand before everything else. Of a search first what the words name,
 * then what only mentions them.
 */
export async function pageOfSessions(
  reader: Reader,
  { namedBy, ...filter }: Filter,
  start: PageStart,
  limit: number,
): Promise<{ rows: ListedSession[]; nextCursor: string | null }> {
  const wanted = limit + 1;
  const parts = partsOf(start.since, namedBy);
  const found: { row: ListedSession; part: number }[] = [];
  for (const [part, narrower] of parts.entries()) {
    if (part < start.part || found.length === wanted) continue;
    const rows = await listedSessions(reader, {
      ...filter,
      ...narrower,
      after: part === start.part ? start.after : undefined,
      limit: wanted - found.length,
    });
    found.push(...rows.map((row) => ({ row, part })));
  }
  const { shown, nextCursor } = pageOf(found, limit, ({ row, part }) => [
    start.since,
    start.text,
    part,
    row.starts_at,
    row.session_id,
  ]);
  return { rows: shown.map(({ row }) => row), nextCursor };
}

/** The parts of the list, one after the other. */
function partsOf(since: Date, namedBy: string | undefined): Partial<ListFilter>[] {
  const times = [{ startsFrom: since }, { startsBefore: since, latestFirst: true }];
  if (namedBy === undefined) return times;
  return [true, false].flatMap((met) => times.map((time) => ({ ...time, named: { tsquery: namedBy, met } })));
}
