import type { Place, WaitingRoom } from '@wengong/contract';
import { rankOf } from '@wengong/contract/waiting-room-order';

/** What the page shows: one block for each. */
export type RoomView = 'soon' | 'outside' | 'gathering' | 'queue' | 'turn' | 'expired' | 'sold-out' | 'over';

export type KnownPlace = Pick<Place, 'number' | 'state'>;

/** Ranks before mine that were not called yet; null before the order is drawn. */
export function peopleAhead(room: WaitingRoom, { number }: Pick<Place, 'number'>): number | null {
  if (room.early === null || room.seed === null) return null;
  return Math.max(0, rankOf(number, { early: room.early, seed: room.seed }) - room.called - 1);
}

/** My rank has been called, as far as everybody can see. */
export function isCalled(room: WaitingRoom, { number }: Pick<Place, 'number'>): boolean {
  if (room.early === null || room.seed === null) return false;
  return rankOf(number, { early: room.early, seed: room.seed }) <= room.called;
}

export function viewOf(room: WaitingRoom, place: KnownPlace | null): RoomView {
  if (room.state === 'over') return 'over';
  if (place?.state === 'inside') return 'turn';
  if (room.state === 'sold_out') return 'sold-out';
  if (place === null) return room.state === 'soon' ? 'soon' : 'outside';
  if (place.state === 'expired') return 'expired';
  if (room.state === 'soon' || room.early === null) return 'gathering';
  return place.state === 'called' || isCalled(room, place) ? 'turn' : 'queue';
}

/** What is said of the time until one's turn: nothing, that it is nearly there, less than a minute, so many minutes. */
export type Wait = 'unknown' | 'soon' | 'under-a-minute' | number;

/** People wait two seconds for news at most: who is called within a few of them is nearly there. */
const SOON_SECONDS = 10;

/** How long until my turn as calls go now. Never `soon` where the seats may not last as far as me. */
export function waitFor(room: WaitingRoom, ahead: number): Wait {
  if (room.perMinute <= 0) return 'unknown';
  const seconds = ((ahead + 1) * 60) / room.perMinute;
  if (seconds <= SOON_SECONDS && !mayRunOut(room, ahead)) return 'soon';
  return seconds <= 60 ? 'under-a-minute' : Math.ceil(seconds / 60);
}

/** Whether those ahead may take all the seats that are left. */
export const mayRunOut = (room: WaitingRoom, ahead: number): boolean => ahead * room.party >= room.seatsLeft;

/** `1:02:03`, `02:03`: time left until an instant, never below zero. */
export function countdown(untilMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
