import type { Sums } from '@wengong/contract';
import type { AttendanceCell, SeatUse } from '../booking/index.ts';
import type { SessionFacts } from '../programme/index.ts';

/** Days that one question may span. */
export const LONGEST_RANGE_DAYS = 366;

export const noSums: Sums = {
  visits: 0,
  admissions: 0,
  walkIns: 0,
  stamps: 0,
  memberVisits: 0,
  publicBenefitVisits: 0,
  sessions: 0,
  seatsOffered: 0,
  seatsBooked: 0,
  seatsMissed: 0,
};
const sumKeys = Object.keys(noSums) as (keyof Sums)[];

export function sumOf(parts: readonly Sums[]): Sums {
  const sum = { ...noSums };
  for (const part of parts) for (const key of sumKeys) sum[key] += part[key];
  return sum;
}

/** What is known of the sessions that are counted. */
export interface SessionsKnown {
  readonly facts: ReadonlyMap<string, SessionFacts>;
  readonly seats: ReadonlyMap<string, SeatUse>;
}

const total = <Item>(items: readonly Item[], value: (item: Item) => number) =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Visits outside any activity, and in a session that is not known, count as public benefit. */
const publicBenefit = (cell: AttendanceCell, facts: SessionsKnown['facts']) =>
  cell.session_id === null || (facts.get(cell.session_id)?.publicBenefit ?? true) ? cell.visits : 0;

/** Adds up cells of attendance and the sessions held. */
export function countUp(
  cells: readonly AttendanceCell[],
  held: readonly SessionFacts[],
  { facts, seats }: SessionsKnown,
): Sums {
  const visits = total(cells, (cell) => cell.visits);
  const walkIns = total(cells, (cell) => cell.walk_ins);
  const stamps = total(cells, (cell) => cell.stamps);
  return {
    visits,
    admissions: visits - walkIns - stamps,
    walkIns,
    stamps,
    memberVisits: total(cells, (cell) => cell.member_visits),
    publicBenefitVisits: total(cells, (cell) => publicBenefit(cell, facts)),
    ...countSessions(held, seats),
  };
}

/** Sessions held, and the seats of those in which people take one. */
export function countSessions(held: readonly SessionFacts[], seats: SessionsKnown['seats']) {
  const seated = held.filter((session) => !session.dropIn);
  return {
    sessions: held.length,
    seatsOffered: total(seated, (session) => session.capacity),
    seatsBooked: total(seated, (session) => seats.get(session.sessionId)?.booked ?? 0),
    seatsMissed: total(seated, (session) => seats.get(session.sessionId)?.missed ?? 0),
  };
}

/** What a part of a palace's programme (an activity, a brand, a space) did. */
export function countPart(
  sessions: readonly SessionFacts[],
  cells: readonly AttendanceCell[],
  { facts, seats }: SessionsKnown,
) {
  return {
    ...countSessions(
      sessions.filter((session) => session.held),
      seats,
    ),
    visits: total(cells, (cell) => cell.visits),
    publicBenefitVisits: total(cells, (cell) => publicBenefit(cell, facts)),
  };
}
