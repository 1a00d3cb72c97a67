import {
  bestSeats,
  isPacked,
  isSold,
  placeOf,
  type SeatLayout,
  type SeatsFound,
  type SeatWish,
} from '@wengong/contract';

/** Seats somebody wants: these, or the best that are free as wished. */
export interface SeatChoice {
  readonly count: number;
  /** Indices in the map; null: the best. */
  readonly seats: readonly number[] | null;
  readonly wish: SeatWish;
}

/** Why a choice cannot be had. */
export type SeatRefusal =
  | 'seat-taken'
  | 'seat-unknown'
  | 'seat-for-wheelchair'
  | 'wheelchair-places-taken'
  | 'capacity-exhausted';

/**
 * Seats for a choice, in the order of the booking's tickets; all of them or the reason why not. Of what was chosen
 * nothing is changed; a section too full for the best seats gives way to the whole house.
 */
export function seatsFor(
  layout: SeatLayout,
  taken: Uint8Array,
  choice: SeatChoice,
): readonly number[] | SeatRefusal {
  if (choice.seats !== null) return refusalOf(layout, taken, choice.seats, choice.wish) ?? choice.seats;
  const want = { count: choice.count, wheelchair: choice.wish.wheelchair };
  const found =
    bestSeats(layout, taken, { ...want, section: choice.wish.section }) ?? bestSeats(layout, taken, want);
  if (found !== null) return found.seats;
  return choice.wish.wheelchair ? 'wheelchair-places-taken' : 'capacity-exhausted';
}

function refusalOf(
  layout: SeatLayout,
  taken: Uint8Array,
  seats: readonly number[],
  wish: SeatWish,
): SeatRefusal | null {
  const chosen = seats.map((index) => layout.seats[index]);
  if (chosen.some((seat) => seat === undefined || !isSold(seat))) return 'seat-unknown';
  if (seats.some((seat) => isPacked(taken, seat))) return 'seat-taken';
  const kept = chosen.some((seat) => seat?.kind === 'wheelchair' || seat?.kind === 'companion');
  return kept && !wish.wheelchair ? 'seat-for-wheelchair' : null;
}

/** What to have instead of chosen seats that are taken: as many, near them. */
export const insteadOf = (
  layout: SeatLayout,
  taken: Uint8Array,
  chosen: readonly number[],
  wish: SeatWish,
): SeatsFound | null =>
  bestSeats(layout, taken, { count: chosen.length, wheelchair: wish.wheelchair, near: chosen[0] });

/** What seats are called, in the order given. */
export const placesOf = (layout: SeatLayout, seats: readonly number[]): { zh: string; en: string }[] =>
  seats.flatMap((index) => {
    const seat = layout.seats[index];
    return seat === undefined ? [] : [placeOf(layout, seat)];
  });
