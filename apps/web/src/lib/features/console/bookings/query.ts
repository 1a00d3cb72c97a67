import type { BookingFilter, BookingSort, bookingStates } from '@wengong/contract';

/** What a list of bookings is asked for, as its address says it. */
export interface BookingQuery extends BookingFilter {
  sort?: BookingSort;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const SORTS: readonly string[] = ['starts', '-starts', 'booked', '-booked'];

/** Reads an address; what is not understood there is left out. `states` are those a booking may be filtered by. */
export function readBookingQuery(
  params: URLSearchParams,
  states: readonly (typeof bookingStates)[number][],
): BookingQuery {
  const q = params.get('q')?.trim().slice(0, 40);
  const status = states.find((one) => one === params.get('status'));
  const [from, to] = [dayOf(params.get('from')), dayOf(params.get('to'))];
  const sessionId = idOf(params.get('session'));
  const activityId = idOf(params.get('activity'));
  const sort = params.get('sort');
  return {
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(sessionId ? { sessionId } : {}),
    ...(activityId ? { activityId } : {}),
    ...(sort && SORTS.includes(sort) ? { sort: sort as BookingSort } : {}),
  };
}

/** The query as the part of an address after `?`, with the mark; empty when there is nothing to say. */
export function bookingSearch(query: BookingQuery, more: Record<string, string> = {}): string {
  const { sessionId, activityId, ...rest } = query;
  const entries = Object.entries({ ...rest, session: sessionId, activity: activityId, ...more });
  const said = entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
}

const dayOf = (text: string | null) =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
const idOf = (text: string | null) => (text !== null && ID.test(text) ? text : undefined);
