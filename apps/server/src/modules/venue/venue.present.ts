import type {
  Closure,
  OpeningHours,
  Resource,
  Slot,
  Space,
  SpecialHours,
  StaffSpace,
} from '@wengong/contract';
import type { SpecialHoursRead } from './hours.rules.ts';
import type { ClosureRead } from './opening.store.ts';
import type { FreeSlot, WeeklyHours } from './venue.rules.ts';
import type { ResourceRow, SpaceRow } from './venue.tables.ts';

export function presentSpace(row: SpaceRow): Space {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    capacity: row.capacity,
    description: row.description,
    descriptionEn: row.description_en,
    bookable: row.bookable,
    slotMinutes: row.slot_minutes,
    priceFen: row.price_fen,
    memberPriceFen: row.member_price_fen,
  };
}

export const presentStaffSpace = (row: SpaceRow, unitIds: readonly string[]): StaffSpace => ({
  ...presentSpace(row),
  unitIds: [...unitIds],
  position: row.position,
});

export const presentHours = (hours: WeeklyHours): OpeningHours => ({
  weekday: hours.weekday,
  opens: hours.opens.slice(0, 5),
  closes: hours.closes.slice(0, 5),
});

export const presentSpecialHours = (special: SpecialHoursRead): SpecialHours => ({
  ...special,
  hours: [...special.hours],
});

export const presentClosure = (closure: ClosureRead): Closure => ({
  id: closure.id,
  spaceId: closure.spaceId,
  startsAt: closure.startsAt.toISOString(),
  endsAt: closure.endsAt.toISOString(),
  reason: closure.reason,
});

export const presentSlot = (slot: FreeSlot, space: SpaceRow): Slot => ({
  startsAt: slot.startsAt.toISOString(),
  endsAt: slot.endsAt.toISOString(),
  free: slot.free,
  priceFen: space.price_fen,
  memberPriceFen: space.member_price_fen,
});

export const presentResource = (row: ResourceRow): Resource => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
});
