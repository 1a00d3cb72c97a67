import {
  bestSeats,
  isSold,
  layOutSeats,
  packSeats,
  placeOf,
  type SeatLayout,
  type SeatPlan,
} from '@wengong/contract';
import type { Session } from './programme.ts';
import type { Rows } from './rows.ts';
import type { Seated } from './seating.ts';
import { Seed } from './seed.ts';

/** A seat map with its seats laid out. */
export interface DemoMap {
  readonly id: string;
  readonly layout: SeatLayout;
}

/** Writes the first version of a space's seat map. */
export function addSeatMap(
  rows: Rows,
  space: { readonly palaceId: string; readonly id: string; readonly at: Date },
  plan: SeatPlan,
): DemoMap {
  const id = new Seed(`seat map ${space.id}`).id(space.at);
  const layout = layOutSeats(plan);
  const sold = layout.seats.filter(isSold);
  rows.add('seat_map', {
    palace_id: space.palaceId,
    id,
    space_id: space.id,
    version: 1,
    plan,
    seats: sold.length,
    wheelchair_places: sold.filter((seat) => seat.kind === 'wheelchair').length,
    created_by: null,
    created_at: space.at,
  });
  rows.add('seat', ...sold.map(({ index }) => ({ palace_id: space.palaceId, map_id: id, seat: index })));
  return { id, layout };
}

/** The map a session is sold by; undefined where seats have no numbers. */
export const mapOf = ({ palace, activity }: Session): DemoMap | undefined =>
  activity.numbered && activity.space !== undefined ? palace.spaces.get(activity.space)?.map : undefined;

const SITTING = ['confirmed', 'checked_in', 'completed', 'no_show', 'excused'];

/** Where those who booked a session sit: most took what was best, some went to look for a corner of their own. */
export class HouseSeats {
  readonly #map: DemoMap | undefined;
  readonly #session: Session;
  readonly #seed: Seed;
  readonly #taken: Uint8Array;

  constructor(session: Session) {
    this.#session = session;
    this.#map = mapOf(session);
    this.#seed = new Seed(`seats ${session.id}`);
    this.#taken = packSeats([], this.#map?.layout.seats.length ?? 0);
  }

  /** Gives a booking its seats. */
  add(rows: Rows, one: Seated, bookingId: string): void {
    const map = this.#map;
    if (map === undefined || !SITTING.includes(one.status)) return;
    const near = this.#seed.chance(0.55) ? undefined : this.#seed.int(map.layout.seats.length);
    const found = bestSeats(map.layout, this.#taken, { count: one.seats, near });
    for (const [ordinal, index] of (found?.seats ?? []).entries()) {
      const seat = map.layout.seats[index];
      if (seat === undefined) continue;
      this.#taken[index >> 3] = (this.#taken[index >> 3] ?? 0) | (1 << (index & 7));
      const place = placeOf(map.layout, seat);
      rows.add('booking_seat', {
        palace_id: this.#session.palace.id,
        booking_id: bookingId,
        ordinal,
        session_id: this.#session.id,
        map_id: map.id,
        seat: index,
        place: place.zh,
        place_en: place.en,
        active: true,
      });
    }
  }
}
