import { packSeats, type SeatWish } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { seatLayout } from '../../venue/index.ts';
import type { Claim, ClaimRefusal } from '../seats/claim-seats.ts';
import { insteadOf, placesOf } from './seating.rules.ts';
import { insertSeatWish, takenSeats } from './seating.store.ts';

/** Seats as somebody asks for them. */
export interface WishedSeats {
  /** Indices in the session's map; undefined: the best that are free. */
  readonly seats?: readonly number[] | undefined;
  readonly seatWish?: SeatWish | undefined;
}

/** What a claim says of its numbered seats. Throws `session-not-seated`, `seats-miscounted`. */
export function seatingOf(
  { seatMapId }: SessionForBooking,
  { seats, seatWish }: WishedSeats,
  people: number,
): Claim['seating'] {
  if (seats === undefined) return seatMapId === null ? undefined : { wish: seatWish };
  if (seatMapId === null) throw new Problem('session-not-seated');
  if (seats.length !== people || new Set(seats).size < people)
    throw new Problem('seats-miscounted', { people });
  return { chosen: { mapId: seatMapId, seats }, wish: seatWish };
}

/** The refusal of a claim; of a chosen seat that is taken with its name, and with what can be had instead. */
export async function problemOf(reader: Reader | Tx, claim: Claim, why: ClaimRefusal): Promise<Problem> {
  const chosen = claim.seating?.chosen;
  if (why !== 'seat-taken' || chosen === undefined || chosen.mapId === null) return new Problem(why);
  const map = await seatLayout(reader, claim.palaceId, chosen.mapId);
  if (map === undefined) return new Problem('session-changed');
  const taken = (await takenSeats(reader, [claim])).get(claim.sessionId) ?? [];
  const [gone] = placesOf(
    map.layout,
    chosen.seats.filter((seat) => taken.includes(seat)),
  );
  const packed = packSeats(taken, map.layout.seats.length);
  const instead = insteadOf(map.layout, packed, chosen.seats, claim.seating?.wish ?? {});
  const places = placesOf(map.layout, instead?.seats ?? []);
  return new Problem(
    why,
    {
      place: gone?.zh ?? '所选座位',
      placeEn: gone?.en ?? 'A chosen seat',
      instead: places.length > 0 ? `可改选 ${places.map((each) => each.zh).join('、')}。` : '',
      insteadEn: places.length > 0 ? `Free instead: ${places.map((each) => each.en).join('; ')}. ` : '',
    },
    instead === null ? {} : { seats: instead.seats },
  );
}

/** Remembers how a waiting claim would like to sit; nothing where the best seats will do. */
export async function keepSeatWish(tx: Tx, claim: Claim): Promise<void> {
  const { section = null, wheelchair = false } = claim.seating?.wish ?? {};
  if (section === null && !wheelchair) return;
  await insertSeatWish(tx, { palace_id: claim.palaceId, booking_id: claim.bookingId, section, wheelchair });
}
