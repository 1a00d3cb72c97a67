import { listSessions, type QueryOf } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { palacesNear } from '../nearby.ts';
import { readTimeCursor, timeCursor } from '../programme.cursor.ts';
import { NETWORK_ZONE } from '../programme.rules.ts';
import { readSearch } from '../search.rules.ts';
import { presentSessionItems } from '../session-item.ts';
import { type ListFilter, listedSessions } from '../session-list.store.ts';

export const listSessionsAction = handle(listSessions, async ({ query, reader, actor, now }) => {
  const { latitude, longitude, limit } = query;
  const distances =
    latitude === undefined || longitude === undefined
      ? undefined
      : await palacesNear(reader, { latitude, longitude });
  const palaceIds = placesOf(query.palaceId, distances);
  if (palaceIds?.length === 0) return { items: [], nextCursor: null };
  const rows = await listedSessions(reader, {
    ...filterOf(query, actor, now),
    palaceIds,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await presentSessionItems(reader, page, distances),
    nextCursor: rows.length > limit && last ? timeCursor(last.starts_at, last.session_id) : null,
  };
});

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
): Omit<ListFilter, 'limit' | 'palaceIds'> {
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
    after: readTimeCursor(query.cursor),
  };
}
