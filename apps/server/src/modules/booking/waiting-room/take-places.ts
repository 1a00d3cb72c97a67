import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { openIfDue } from './open-room.ts';
import { placeState } from './waiting-room.rules.ts';
import {
  insertPlaces,
  lockRooms,
  makeRooms,
  type Occupant,
  placesOf,
  renewPlace,
  updateRoom,
} from './waiting-room.store.ts';
import type { PlaceRow, WaitingRoomRow } from './waiting-room.tables.ts';

/** Somebody who wants a place. */
export interface PlaceWish extends Occupant {
  /** When the challenge was made that they solved. */
  readonly madeAt: Date;
  readonly opensAt: Date;
  readonly endsAt: Date;
}

export type PlaceTaken = { readonly place: PlaceRow } | { readonly problem: Problem };

const nameOf = (key: { palace_id: string; session_id: string }) => `${key.palace_id} ${key.session_id}`;
const personOf = (row: PlaceRow) => `${nameOf(row)} ${row.person_id}`;

/**
 * Gives places to any number of people in one transaction, numbered in their order: a person who has a place keeps it,
 * one whose turn has passed goes to the end for a new challenge. A person may be named once. Gives what became of each,
 * in their order.
 */
export function takePlaces(deps: Deps, wishes: readonly PlaceWish[], now: Date): Promise<PlaceTaken[]> {
  return deps.db.transact(async (tx) => {
    const rooms = new Map((await lockAll(tx, wishes)).map((room) => [nameOf(room), { ...room }]));
    const known = new Map((await placesOf(tx, wishes)).map((row) => [personOf(row), row]));
    const fresh: PlaceRow[] = [];
    const renewed: PlaceRow[] = [];
    const outcomes = wishes.map((wish): PlaceTaken => {
      const room = rooms.get(`${wish.palaceId} ${wish.sessionId}`);
      if (room === undefined) return { problem: new Problem('busy', {}, { retryAfter: 2 }) };
      openIfDue(room, wish.opensAt, now);
      const place = known.get(`${nameOf(room)} ${wish.personId}`);
      if (place !== undefined && placeState(place, now) !== 'expired') return { place };
      if (place !== undefined && wish.madeAt <= place.taken_at) {
        return { problem: new Problem('challenge-spent') };
      }
      room.joined += 1;
      const given = newPlace(room, wish.personId, now);
      (place === undefined ? fresh : renewed).push(given);
      return { place: given };
    });
    for (const room of rooms.values()) await updateRoom(tx, room);
    await insertPlaces(tx, fresh);
    for (const row of renewed) await renewPlace(tx, row);
    return outcomes;
  });
}

async function lockAll(tx: Tx, wishes: readonly PlaceWish[]): Promise<WaitingRoomRow[]> {
  const locked = await lockRooms(tx, wishes);
  const there = new Set(locked.map(nameOf));
  const missing = wishes.filter((wish) => !there.has(`${wish.palaceId} ${wish.sessionId}`));
  if (missing.length === 0) return locked;
  await makeRooms(tx, missing);
  return lockRooms(tx, wishes);
}

const newPlace = (room: WaitingRoomRow, personId: string, now: Date): PlaceRow => ({
  palace_id: room.palace_id,
  session_id: room.session_id,
  person_id: personId,
  number: room.joined,
  taken_at: now,
  called_at: null,
  entered_at: null,
  pass_until: null,
});
