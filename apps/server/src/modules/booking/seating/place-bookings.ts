import { packSeats, type SeatLayout, type SeatWish } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { seatLayout } from '../../venue/index.ts';
import { placesOf, type SeatRefusal, seatsFor } from './seating.rules.ts';
import { insertSeats, type NewBookingSeat, takenSeats } from './seating.store.ts';

/** Of a locked pool, what decides about numbered seats. */
interface PoolWithMap {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly seatMapId: string | null;
}

/** A booking that is to get seats. */
export interface ToPlace {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly bookingId: string;
  readonly count: number;
  /** Seats chosen from a map; the best ones when none are. */
  readonly chosen?: { readonly mapId: string | null; readonly seats: readonly number[] } | undefined;
  readonly wish?: SeatWish | undefined;
}

export type PlaceRefusal = SeatRefusal | 'session-changed' | 'session-not-seated';

interface House {
  readonly mapId: string;
  readonly layout: SeatLayout;
  readonly taken: Uint8Array;
}

/** The numbered seats of some sessions while their pools are locked: gives them out one booking after the other. */
export class Placing {
  readonly #houses: ReadonlyMap<string, House>;
  readonly #placed = new Map<string, NewBookingSeat[]>();
  readonly #refused = new Map<string, PlaceRefusal>();

  constructor(houses: ReadonlyMap<string, House>) {
    this.#houses = houses;
  }

  /** Keeps seats for a booking, all or none; false when there are none for it. Nothing is kept where none have numbers. */
  place(booking: ToPlace): boolean {
    const house = this.#houses.get(booking.sessionId);
    if (house === undefined) {
      return booking.chosen === undefined ? true : this.#refuse(booking, 'session-not-seated');
    }
    const { chosen, wish = {}, count } = booking;
    if (chosen !== undefined && chosen.mapId !== house.mapId) return this.#refuse(booking, 'session-changed');
    const seats = seatsFor(house.layout, house.taken, { count, seats: chosen?.seats ?? null, wish });
    if (typeof seats === 'string') return this.#refuse(booking, seats);
    const places = placesOf(house.layout, seats);
    this.#placed.set(
      booking.bookingId,
      seats.map((seat, ordinal) => ({
        palace_id: booking.palaceId,
        booking_id: booking.bookingId,
        ordinal,
        session_id: booking.sessionId,
        map_id: house.mapId,
        seat,
        place: places[ordinal]?.zh ?? '',
        place_en: places[ordinal]?.en ?? '',
      })),
    );
    for (const seat of seats) house.taken[seat >> 3] = (house.taken[seat >> 3] ?? 0) | (1 << (seat & 7));
    return true;
  }

  #refuse({ bookingId }: ToPlace, why: PlaceRefusal): false {
    this.#refused.set(bookingId, why);
    return false;
  }

  /** Why `place` gave a booking nothing. */
  refusalOf(bookingId: string): PlaceRefusal | undefined {
    return this.#refused.get(bookingId);
  }

  /** Seats kept for a booking, in the order of its tickets. */
  seatsOf(bookingId: string): readonly NewBookingSeat[] {
    return this.#placed.get(bookingId) ?? [];
  }

  /** Writes the seats of those bookings that came about. */
  async write(tx: Tx, bookingIds: Iterable<string>): Promise<void> {
    const seats = [...bookingIds].flatMap((id) => this.seatsOf(id));
    if (seats.length > 0) await insertSeats(tx, seats);
  }
}

/**
 * The numbered seats behind locked pools; null, at no cost, when none of them is sold by a map. What is taken is read
 * now, under the lock: every seat that is given is given under it.
 */
export async function openPlacing(tx: Tx, pools: readonly PoolWithMap[]): Promise<Placing | null> {
  const seated = new Map(
    pools.flatMap((pool) =>
      pool.seatMapId === null ? [] : [[pool.sessionId, { ...pool, mapId: pool.seatMapId }] as const],
    ),
  );
  if (seated.size === 0) return null;
  const taken = await takenSeats(tx, [...seated.values()]);
  const houses = new Map<string, House>();
  for (const [sessionId, { palaceId, mapId }] of seated) {
    const map = await seatLayout(tx, palaceId, mapId);
    if (map === undefined) continue;
    const { layout } = map;
    houses.set(sessionId, {
      mapId,
      layout,
      taken: packSeats(taken.get(sessionId) ?? [], layout.seats.length),
    });
  }
  return new Placing(houses);
}
