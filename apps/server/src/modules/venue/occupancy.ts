import type { Reader, Tx } from '../../kernel/db.ts';
import { localDay, plusDays } from '../../kernel/zone.ts';
import { type Taken, takenDuring } from './allocation.store.ts';
import type { PalaceHours } from './hours.rules.ts';
import { type ClosureRead, closuresAfter } from './opening.store.ts';
import { hoursOfPalace } from './special-hours/hours-of-palace.ts';
import type { Period } from './venue.rules.ts';
import { resourcesOf, spacesOf, unitsOfSpaces } from './venue.store.ts';

export interface PlannedSpace {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly capacity: number;
  readonly unitIds: readonly string[];
}

/** What a planner needs to see before it asks for a room: who has what, and when the house is open. */
export interface Occupancy {
  readonly spaces: readonly PlannedSpace[];
  readonly teachers: readonly { readonly id: string; readonly name: string }[];
  readonly taken: readonly Taken[];
  /** Of the palace and of single spaces, those that are over left out. */
  readonly closures: readonly ClosureRead[];
  readonly hours: PalaceHours;
}

/** What takes the rooms and teachers of a palace in some periods. For suggestions: only `allocate` decides. */
export async function occupancyDuring(
  reader: Reader | Tx,
  palaceId: string,
  periods: readonly Period[],
): Promise<Occupancy> {
  const earliest = new Date(Math.min(...periods.map((period) => period.startsAt.getTime())));
  const [spaces, teachers, taken, closures, hours] = await Promise.all([
    spacesOf(reader, palaceId, false),
    resourcesOf(reader, palaceId, 'teacher'),
    takenDuring(reader, palaceId, periods),
    closuresAfter(reader, palaceId, earliest),
    // In whatever zone: a day earlier is early enough.
    hoursOfPalace(reader, palaceId, plusDays(localDay(earliest, 'UTC'), -1)),
  ]);
  const units = await unitsOfSpaces(
    reader,
    palaceId,
    spaces.map((space) => space.id),
  );
  return {
    spaces: spaces.map((space) => ({
      id: space.id,
      name: space.name,
      nameEn: space.name_en,
      capacity: space.capacity,
      unitIds: units.get(space.id) ?? [],
    })),
    teachers: teachers.map(({ id, name }) => ({ id, name })),
    taken,
    closures,
    hours,
  };
}
