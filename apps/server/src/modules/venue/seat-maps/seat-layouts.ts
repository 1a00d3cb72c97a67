import { layOutSeats, type SeatLayout } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { seatMapRow } from './seat-maps.store.ts';

export interface LaidOutMap {
  readonly mapId: string;
  readonly spaceId: string;
  /** Seats that can be sold. */
  readonly seats: number;
  readonly layout: SeatLayout;
}

/** Maps never change: what was laid out once is kept, the latest used so many. */
const KEPT = 64;
const laidOut = new Map<string, LaidOutMap>();

/** A seat map with its seats laid out; undefined when the palace has no such map. */
export async function seatLayout(
  reader: Reader | Tx,
  palaceId: string,
  mapId: string,
): Promise<LaidOutMap | undefined> {
  const key = `${palaceId} ${mapId}`;
  const known = laidOut.get(key);
  if (known !== undefined) {
    laidOut.delete(key);
    laidOut.set(key, known);
    return known;
  }
  const row = await seatMapRow(reader, palaceId, mapId);
  if (row === undefined) return undefined;
  const made: LaidOutMap = { mapId, spaceId: row.space_id, seats: row.seats, layout: layOutSeats(row.plan) };
  laidOut.set(key, made);
  const [oldest] = laidOut.keys();
  if (laidOut.size > KEPT && oldest !== undefined) laidOut.delete(oldest);
  return made;
}
