import type { Reader, Tx } from '../../kernel/db.ts';
import { type Taken, takenDuring } from './allocation.store.ts';
import { type ClosureRead, closuresAfter, openingHoursOf } from './opening.store.ts';
import type { Period } from './venue.rules.ts';
import { resourcesOf, spacesOf, unitsOfSpaces } from './venue.store.ts';
import type { OpeningHoursRow } from './venue.tables.ts';

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
  readonly hours: readonly OpeningHoursRow[];
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
    openingHoursOf(reader, palaceId),
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
