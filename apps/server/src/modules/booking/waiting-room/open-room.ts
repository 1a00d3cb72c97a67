import { randomBytes } from 'node:crypto';
import { numberOf } from '@wengong/contract/waiting-room-order';
import type { Deps } from '../../../kernel/deps.ts';
import { COME_IN_MS, callsNow } from './waiting-room.rules.ts';
import { callNumbers, countInside, lockRoomIfFree, type RoomKey, updateRoom } from './waiting-room.store.ts';
import type { WaitingRoomRow } from './waiting-room.tables.ts';

/** The first calls are those of one second, made at the opening. */
const FIRST_MS = 1000;

/** Draws the order of a locked room once its time has come: nobody can know it before. Changes `room`. */
export function openIfDue(room: WaitingRoomRow, opensAt: Date, now: Date): void {
  if (room.opened_at !== null || now < opensAt) return;
  room.opened_at = now;
  room.early = room.joined;
  room.seed = randomBytes(16).toString('hex');
}

export interface CallTerms {
  readonly opensAt: Date;
  /** Seats that are not taken: everybody’s and those of categories. */
  readonly free: number;
  /** Seats that a booking takes, the mean so far. */
  readonly party: number;
  /** Calls a second. */
  readonly rate: number;
}

/**
 * Opens a room at its time and calls the next ones in, as many as rate and seats allow. Gives the room as it is then;
 * null when another process is just doing so.
 */
export function callNext(
  deps: Deps,
  key: RoomKey,
  { opensAt, free, party, rate }: CallTerms,
  now: Date,
): Promise<WaitingRoomRow | null> {
  return deps.db.transact(async (tx) => {
    const locked = await lockRoomIfFree(tx, key);
    if (locked === undefined) return null;
    const room = { ...locked };
    openIfDue(room, opensAt, now);
    const { opened_at, early, seed } = room;
    if (opened_at === null || early === null || seed === null) return room;
    const inside = await countInside(tx, key, now, COME_IN_MS);
    const since = room.called_at ?? new Date(opened_at.getTime() - FIRST_MS);
    const { calls, paidAt } = callsNow(
      { rate, since, waiting: room.joined - room.called, free, inside, party },
      now,
    );
    if (calls > 0) {
      const numbers = Array.from({ length: calls }, (_, index) =>
        numberOf(room.called + index + 1, { early, seed }),
      );
      // Whoever asked before the room was opened, or has a clock that is behind, may come to the lock later.
      await callNumbers(tx, key, numbers, now > opened_at ? now : opened_at);
      room.called += calls;
      room.called_at = paidAt;
    }
    if (calls > 0 || locked.opened_at === null) await updateRoom(tx, room);
    return room;
  });
}
