import type { Place, RoomState } from '@wengong/contract';
import type { PlaceRow } from './waiting-room.tables.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The door opens so long before the opening: nobody gains by coming earlier than that. */
export const DOORS_BEFORE_MS = 30 * MINUTE;
/** Somebody called who does not come in for so long no longer keeps a seat from others; they may still come. */
export const COME_IN_MS = 60 * SECOND;
/** How long a pass holds; twice as long in elder mode. */
export const PASS_MS = 6 * MINUTE;
/** Calls that were not made because nobody asked, or no seat was free, are made up for so long at most. */
const BURST_MS = 2 * SECOND;
/** How often a browser asks while people are called, and while there is still time. */
const ASK_MS = 2 * SECOND;
const ASK_EARLY_MS = 15 * SECOND;

/** Of a session, what its room goes by. */
export interface RoomTimes {
  readonly bookingOpensAt: Date;
  readonly bookingClosesAt: Date;
  /** Published and not called off. */
  readonly live: boolean;
}

export const doorsOpenAt = (times: Pick<RoomTimes, 'bookingOpensAt'>): Date =>
  new Date(times.bookingOpensAt.getTime() - DOORS_BEFORE_MS);

/** What a room does now; `seatsLeft` are those for everybody. */
export function stateOf(times: RoomTimes, seatsLeft: number, now: Date): RoomState {
  if (!times.live || now >= times.bookingClosesAt) return 'over';
  if (now < doorsOpenAt(times)) return 'soon';
  if (now < times.bookingOpensAt) return 'gathering';
  return seatsLeft > 0 ? 'open' : 'sold_out';
}

/** When a browser asks again: seldom until shortly before the opening, which its own clock meets. */
export function askAgainMs(times: RoomTimes, now: Date): number {
  const ahead = times.bookingOpensAt.getTime() - now.getTime();
  if (ahead <= 0) return ASK_MS;
  return Math.max(ASK_MS, Math.min(ASK_EARLY_MS, ahead - ASK_EARLY_MS));
}

export interface Calling {
  /** Calls a second. */
  readonly rate: number;
  /** When the last call was made, or the room opened. */
  readonly since: Date;
  /** Ranks that were not called yet. */
  readonly waiting: number;
  /** Seats that are not taken: everybody’s and those of categories. */
  readonly free: number;
  /** People who were called and may still book. */
  readonly inside: number;
  /** Seats that each of them takes, with those who come along: the mean so far, at least 1. */
  readonly party: number;
}

/**
 * How many are called now: no more than the rate allows since the last call, and no more than there are seats which
 * nobody who is inside may still take – but always one while any is free and nobody is inside. `paidAt` is the time up to which the rate is used up.
 */
export function callsNow(calling: Calling, now: Date): { calls: number; paidAt: Date } {
  const from = Math.max(calling.since.getTime(), now.getTime() - BURST_MS);
  const allowed = Math.floor(((now.getTime() - from) * calling.rate) / SECOND);
  const { free, inside, party } = calling;
  const seated = Math.max(Math.floor(free / party) - inside, free > 0 && inside === 0 ? 1 : 0);
  const calls = Math.max(0, Math.min(allowed, calling.waiting, seated));
  return { calls, paidAt: new Date(from + Math.ceil((calls * SECOND) / calling.rate)) };
}

/** What a place is worth now. */
export function placeState(row: PlaceRow, now: Date): Place['state'] {
  if (row.called_at === null) return 'waiting';
  if (row.pass_until === null) return 'called';
  return now < row.pass_until ? 'inside' : 'expired';
}

export const passUntil = (now: Date, elderMode: boolean): Date =>
  new Date(now.getTime() + (elderMode ? 2 : 1) * PASS_MS);
