import type { SessionItem } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { instantAt, localDay } from '../../kernel/zone.ts';
import { presentSessionItems } from './session-item.ts';
import { type ListedSession, type ListFilter, listedSessions } from './session-list.store.ts';

const TODAY = 12;
const FREE_NOW = 6;
/** Sessions read for every one shown: an activity that repeats all day is shown once. */
const DEPTH = 4;
const SOON_MS = 3 * 3_600_000;

type Scope = Pick<ListFilter, 'palaceIds' | 'city'>;

/** What begins in the rest of today, what begins after it, and what is free right now. */
export async function sessionsForHome(
  reader: Reader,
  scope: Scope,
  zone: string,
  now: Date,
): Promise<{ today: SessionItem[]; coming: SessionItem[]; freeNow: SessionItem[] }> {
  const day = localDay(now, zone);
  const tomorrow = instantAt(day, 1440, zone);
  const [today, coming, freeNow] = await Promise.all([
    listedSessions(reader, {
      ...scope,
      now,
      startsFrom: instantAt(day, 0, zone),
      startsBefore: tomorrow,
      limit: DEPTH * TODAY,
    }),
    listedSessions(reader, { ...scope, now, startsFrom: tomorrow, limit: DEPTH * TODAY }),
    listedSessions(reader, {
      ...scope,
      now,
      free: true,
      hasSeats: true,
      audiences: ['everyone'],
      startsBefore: new Date(now.getTime() + SOON_MS),
      latestFirst: true,
      limit: DEPTH * FREE_NOW,
    }),
  ]);
  const ranked = freeNow.toSorted((a, b) => rank(a, now) - rank(b, now));
  const chosen = [once(today, TODAY), once(coming, TODAY), once(ranked, FREE_NOW)] as const;
  const items = await presentSessionItems(reader, chosen.flat());
  const byId = new Map(items.map((item) => [item.id, item]));
  const shown = (rows: readonly ListedSession[]) => rows.flatMap((row) => byId.get(row.session_id) ?? []);
  return { today: shown(chosen[0]), coming: shown(chosen[1]), freeNow: shown(chosen[2]) };
}

/** The first session of each activity, at most `limit`. */
function once(rows: readonly ListedSession[], limit: number): ListedSession[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.activity_id) && seen.add(row.activity_id)).slice(0, limit);
}

/** What one can still catch from its beginning comes first, the next to begin before all; then what runs. */
const rank = (row: ListedSession, now: Date): number => {
  const wait = row.starts_at.getTime() - now.getTime();
  return wait >= 0 ? wait : SOON_MS - wait;
};
