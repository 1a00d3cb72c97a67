import type { SessionItem } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { instantAt, localDay } from '../../kernel/zone.ts';
import { presentSessionItems } from './session-item.ts';
import { type ListedSession, type ListFilter, listedSessions } from './session-list.store.ts';

const TODAY = 12;
const FREE_NOW = 6;
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
      startsBefore: new Date(tomorrow.getTime() - 1),
      limit: TODAY,
    }),
    listedSessions(reader, { ...scope, now, startsFrom: tomorrow, limit: TODAY }),
    listedSessions(reader, {
      ...scope,
      now,
      free: true,
      hasSeats: true,
      audiences: ['everyone'],
      startsBefore: new Date(now.getTime() + SOON_MS),
      latestFirst: true,
      limit: 4 * FREE_NOW,
    }),
  ]);
  const soonest = freeNow.toSorted((a, b) => rank(a, now) - rank(b, now)).slice(0, FREE_NOW);
  const items = await presentSessionItems(reader, [...today, ...coming, ...soonest]);
  const byId = new Map(items.map((item) => [item.id, item]));
  const shown = (rows: readonly ListedSession[]) => rows.flatMap((row) => byId.get(row.session_id) ?? []);
  return { today: shown(today), coming: shown(coming), freeNow: shown(soonest) };
}

/** What one can still catch from its beginning comes first, the next to begin before all; then what runs. */
const rank = (row: ListedSession, now: Date): number => {
  const wait = row.starts_at.getTime() - now.getTime();
  return wait >= 0 ? wait : SOON_MS - wait;
};
