import type { Reader, Tx } from '../../kernel/db.ts';
import { type Day, instantAt, localDay } from '../../kernel/zone.ts';
import { findPalace } from '../network/index.ts';
import { hoursOn } from './hours.rules.ts';
import { occupiedPeriods } from './opening.store.ts';
import { hoursOfPalace } from './special-hours/hours-of-palace.ts';
import { type FreeSlot, slotsOfDay } from './venue.rules.ts';
import { spaceById } from './venue.store.ts';
import type { SpaceRow } from './venue.tables.ts';

/** The slots of a space on one day of the palace's wall clock. */
export async function slotsOfSpace(
  db: Reader | Tx,
  space: SpaceRow,
  zone: string,
  day: Day,
  now: Date,
): Promise<FreeSlot[]> {
  const whole = { startsAt: instantAt(day, 0, zone), endsAt: instantAt(day, 1440, zone) };
  const hours = hoursOn(await hoursOfPalace(db, space.palace_id, day), space.id, day);
  const occupied = await occupiedPeriods(db, space.palace_id, space.id, whole);
  return slotsOfDay({ day, zone, hours, slotMinutes: space.slot_minutes, occupied, now });
}

export interface SpaceForBooking {
  readonly palaceId: string;
  readonly spaceId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly bookable: boolean;
  /** Price of one slot. */
  readonly priceFen: number;
  readonly memberPriceFen: number;
  readonly timeZone: string;
  /** The slot that begins at the asked instant; null when none does. */
  readonly slot: FreeSlot | null;
}

/**
 * What booking needs to sell one slot; null when the palace has no such space. `slot.free` is for a good message:
 * only `allocate` decides.
 */
export async function spaceForBooking(
  db: Reader | Tx,
  wanted: { palaceId: string; spaceId: string; startsAt: Date; now: Date },
): Promise<SpaceForBooking | null> {
  const { palaceId, spaceId, startsAt, now } = wanted;
  const palace = await findPalace(db, palaceId);
  const space = await spaceById(db, palaceId, spaceId);
  if (palace === undefined || space === undefined) return null;
  const zone = palace.time_zone;
  const slots = await slotsOfSpace(db, space, zone, localDay(startsAt, zone), now);
  return {
    palaceId,
    spaceId,
    name: space.name,
    nameEn: space.name_en,
    bookable: space.bookable,
    priceFen: space.price_fen,
    memberPriceFen: space.member_price_fen,
    timeZone: zone,
    slot: slots.find((slot) => slot.startsAt.getTime() === startsAt.getTime()) ?? null,
  };
}
