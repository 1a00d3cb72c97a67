import type { QueryInputOf } from '@wengong/contract';
import { type listSessions, sessionFilter } from '@wengong/contract/programme';

/** What a list of sessions is narrowed to, as in the address: only names and values the API understands. */
export type SessionQuery = Readonly<Record<string, readonly string[]>>;
export type ListQuery = NonNullable<QueryInputOf<typeof listSessions>>;

const several = new Set(['kind', 'timeBand', 'openTo']);

/** Reads the filters of an address; what the API would refuse is left out, so an old link still shows a list. */
export function readQuery(search: URLSearchParams): SessionQuery {
  const query: Record<string, string[]> = {};
  for (const [name, schema] of Object.entries(sessionFilter.shape)) {
    const given = search
      .getAll(name)
      .map((value) => value.trim())
      .filter(Boolean);
    const values = several.has(name) ? given.flatMap((value) => value.split(',')) : given.slice(0, 1);
    const valid = values.filter((value) => schema.safeParse(value).success);
    if (valid.length) query[name] = [...new Set(valid)];
  }
  // An empty city says “every city” and stays, so that the city chosen on this device does not come back.
  if (search.get('city') === '') query.city = [''];
  return query;
}

/** The filters as the query of the API's list. */
export function toListQuery(query: SessionQuery): ListQuery {
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, several.has(name) ? [...values] : values[0]]),
  ) as ListQuery;
}

/** First value of a filter; empty when it is not set. */
export const filterValue = (query: SessionQuery, name: string): string => query[name]?.[0] ?? '';

/** Address of the list with some filters changed; null takes one away. Paging starts again. */
export function listHref(
  query: SessionQuery,
  change: Record<string, string | null> = {},
  path = '/activities',
) {
  const search = new URLSearchParams();
  const changed: Record<string, readonly string[]> = { ...query };
  for (const [name, value] of Object.entries(change)) changed[name] = value === null ? [] : [value];
  for (const [name, values] of Object.entries(changed))
    for (const value of values) search.append(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
