import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import type { Reader } from '../../kernel/db.ts';
import { cursorInstant, damagedCursor } from './programme.cursor.ts';
import { type ListedSession, type ListFilter, listedSessions } from './session-list.store.ts';

/** Where a page begins. */
export interface PageStart {
  /** What begins from then on is coming, all other runs. A cursor keeps the first page's. */
  readonly since: Date;
  /** What was searched, when it was not what was typed. */
  readonly text: string;
  /** Which of the parts of the list, and the last row before the page in it. */
  readonly part: number;
  readonly after: readonly [startsAt: string, sessionId: string] | undefined;
}

const cursorParts = z.tuple([
  cursorInstant,
  z.string().max(200),
  z.enum(['0', '1', '2', '3']),
  cursorInstant,
  z.uuid(),
]);

/** Unpacks a cursor; undefined when there is none. Throws `invalid-request` when it is damaged. */
export function readPageStart(cursor: string | undefined): PageStart | undefined {
  const parts = decodeCursor(cursor, 5);
  if (parts === null) return undefined;
  const parsed = cursorParts.safeParse(parts);
  if (!parsed.success) throw damagedCursor();
  const [since, text, part, startsAt, sessionId] = parsed.data;
  return { since: new Date(since), text, part: Number(part), after: [startsAt, sessionId] };
}

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
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(({ row }) => row),
    nextCursor: found.length === wanted ? cursorAfter(start, shown.at(-1)) : null,
  };
}

/** The parts of the list, one after the other. */
function partsOf(since: Date, namedBy: string | undefined): Partial<ListFilter>[] {
  const times = [{ startsFrom: since }, { startsBefore: since, latestFirst: true }];
  if (namedBy === undefined) return times;
  return [true, false].flatMap((met) => times.map((time) => ({ ...time, named: { tsquery: namedBy, met } })));
}

function cursorAfter(
  { since, text }: PageStart,
  last: { row: ListedSession; part: number } | undefined,
): string | null {
  if (last === undefined) return null;
  const { starts_at, session_id } = last.row;
  return encodeCursor([since.toISOString(), text, String(last.part), starts_at.toISOString(), session_id]);
}
