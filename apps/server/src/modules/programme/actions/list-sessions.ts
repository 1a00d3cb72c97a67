import { listSessions, type QueryOf } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt, localDay } from '../../../kernel/zone.ts';
import { palacesNear } from '../nearby.ts';
import { NETWORK_ZONE } from '../programme.rules.ts';
import { readSearch } from '../search.rules.ts';
import { presentSessionItems } from '../session-item.ts';
import type { ListFilter } from '../session-list.store.ts';
import { pageOfSessions } from '../session-page.ts';

export const listSessionsAction = handle(listSessions, async ({ query, reader, actor, now }) => {
  const { latitude, longitude, limit } = query;
  const distances =
    latitude === undefined || longitude === undefined
      ? undefined
      : await palacesNear(reader, { latitude, longitude });
  const palaceIds = placesOf(query.palaceId, distances);
  if (palaceIds?.length === 0) return { items: [], nextCursor: null };
  const filter = { ...filterOf(query, actor, now), palaceIds };
  const page = await pageOfSessions(reader, filter, { since: sinceOf(filter), cursor: query.cursor, limit });
  return {
    items: await presentSessionItems(reader, page.rows, distances),
    nextCursor: page.nextCursor,
  };
});

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
): Omit<ListFilter, 'limit' | 'after'> {
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
  };
}
