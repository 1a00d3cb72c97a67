import { listSessions, type QueryOf } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import { decodeCursor } from '../../../kernel/cursor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt, localDay } from '../../../kernel/zone.ts';
import { palacesNear } from '../nearby.ts';
import { NETWORK_ZONE } from '../programme.rules.ts';
import { correctSearch } from '../search/correct-search.ts';
import { readSearch } from '../search/search.rules.ts';
import { presentSessionItems } from '../session-item.ts';
import type { ListFilter } from '../session-list.store.ts';
import { type PageStart, pageOfSessions, pageStart } from '../session-page.ts';

export const listSessionsAction = handle(listSessions, async ({ query, reader, actor, now }) => {
  const { latitude, longitude, limit } = query;
  const distances =
    latitude === undefined || longitude === undefined
      ? undefined
      : await palacesNear(reader, { latitude, longitude });
  const palaceIds = placesOf(query.palaceId, distances);
  const nothing = { items: [], nextCursor: null, searchedFor: null };
  if (palaceIds?.length === 0) return nothing;
  const pageOf = async (text: string, start: PageStart | null) => {
    const filter = { ...filterOf({ ...query, q: text }, actor, now), palaceIds };
    return pageOfSessions(reader, filter, start ?? { ...FIRST, since: sinceOf(filter) }, limit);
  };
  const start = decodeCursor(query.cursor, pageStart);
  const typed = query.q ?? '';
  const page = await pageOf(start?.text || typed, start);
  const instead = page.rows.length === 0 && start === null ? await correct(reader, typed, now) : null;
  if (instead === null) {
    const items = await presentSessionItems(reader, page.rows, distances);
    return { items, nextCursor: page.nextCursor, searchedFor: null };
  }
  const since = sinceOf(filterOf(query, actor, now));
  const other = await pageOf(instead.text, { ...FIRST, since, text: instead.text });
  if (other.rows.length === 0) return nothing;
  return {
    items: await presentSessionItems(reader, other.rows, distances),
    nextCursor: other.nextCursor,
    searchedFor: instead.shown,
  };
});

const FIRST = { text: '', part: 0, after: undefined };

const correct = (reader: Reader, typed: string, now: Date) =>
  correctSearch(reader, typed, readSearch(typed, localDay(now, NETWORK_ZONE)).rest);

/** Now, or the beginning of the first day asked for: what runs by then comes after what begins from then on. */
function sinceOf({ from, now }: { from?: string | undefined; now: Date }): Date {
  const firstDay = from === undefined ? now : instantAt(from, 0, NETWORK_ZONE);
  return new Date(Math.max(now.getTime(), firstDay.getTime()));
}

function placesOf(
  palaceId: string | undefined,
  distances: ReadonlyMap<string, number> | undefined,
): string[] | undefined {
  if (palaceId !== undefined) return [palaceId];
  return distances === undefined ? undefined : [...distances.keys()];
}

function filterOf(
  query: QueryOf<typeof listSessions>,
  actor: Actor | null,
  now: Date,
): Omit<ListFilter, 'limit' | 'after'> & { namedBy?: string | undefined } {
  const search = query.q ? readSearch(query.q, localDay(now, NETWORK_ZONE)) : null;
  const day = query.day ?? search?.day ?? undefined;
  return {
    now,
    activityId: query.activityId,
    kinds: query.kind,
    city: query.city,
    district: query.district,
    from: day ?? query.from,
    to: day ?? query.to,
    timeBands: query.timeBand,
    free: query.free === true ? true : undefined,
    audiences: query.openTo,
    category: query.category,
    forReader:
      query.forMe === true
        ? { member: actor?.member ?? false, categories: actor?.categories ?? [] }
        : undefined,
    hasSeats: query.hasSeats,
    tsquery: search?.tsquery ?? undefined,
    namedBy: search?.named ?? undefined,
  };
}
