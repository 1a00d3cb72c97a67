import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import type { Reader } from '../../kernel/db.ts';
import { cursorInstant, damagedCursor } from './programme.cursor.ts';
import { type ListedSession, type ListFilter, listedSessions } from './session-list.store.ts';

const cursorParts = z.tuple([cursorInstant, cursorInstant, z.uuid()]);

/**
 * One page of the portal's list: what begins from `since` on, soonest first, then what was running by then, latest
 * first, so that exhibitions of months do not stand before everything else. A cursor keeps the first page's
 * `since`: the order stays the same while somebody pages. Throws `invalid-request` when it is damaged.
 */
export async function pageOfSessions(
  reader: Reader,
  filter: Omit<ListFilter, 'limit' | 'after' | 'latestFirst' | 'startsFrom' | 'startsBefore'>,
  page: { since: Date; cursor: string | undefined; limit: number },
): Promise<{ rows: ListedSession[]; nextCursor: string | null }> {
  const { since, after } = readCursor(page.cursor) ?? { since: page.since, after: undefined };
  const wanted = page.limit + 1;
  const isPastComing = after !== undefined && new Date(after[0]) < since;
  const coming = isPastComing
    ? []
    : await listedSessions(reader, { ...filter, startsFrom: since, after, limit: wanted });
  const running =
    coming.length === wanted
      ? []
      : await listedSessions(reader, {
          ...filter,
          startsBefore: since,
          latestFirst: true,
          after: isPastComing ? after : undefined,
          limit: wanted - coming.length,
        });
  const found = [...coming, ...running];
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  const nextCursor =
    found.length === wanted && last
      ? encodeCursor([since.toISOString(), last.starts_at.toISOString(), last.session_id])
      : null;
  return { rows, nextCursor };
}

function readCursor(cursor: string | undefined) {
  const parts = decodeCursor(cursor, 3);
  if (parts === null) return undefined;
  const parsed = cursorParts.safeParse(parts);
  if (!parsed.success) throw damagedCursor();
  const [since, startsAt, sessionId] = parsed.data;
  return { since: new Date(since), after: [startsAt, sessionId] as const };
}
