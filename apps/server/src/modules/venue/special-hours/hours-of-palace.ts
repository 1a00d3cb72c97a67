import type { Reader, Tx } from '../../../kernel/db.ts';
import { type Day, localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import {
  leavesOutside,
  type Outside,
  type PalaceHours,
  reachOf,
  type SpecialHoursRead,
} from '../hours.rules.ts';
import { openingHoursOf } from '../opening.store.ts';
import { specialHoursById, specialHoursFrom } from './special-hours.store.ts';

/** The hours of a palace and its spaces in the week and on special days not before `from`. */
export async function hoursOfPalace(reader: Reader | Tx, palaceId: string, from: Day): Promise<PalaceHours> {
  const [weekly, special] = await Promise.all([
    openingHoursOf(reader, palaceId),
    specialHoursFrom(reader, palaceId, from),
  ]);
  return { weekly, special };
}

/** Special hours that run or are to come at `now` on the palace's wall clock. */
export const comingSpecialHours = (
  reader: Reader | Tx,
  palace: { id: string; time_zone: string },
  now: Date,
) => specialHoursFrom(reader, palace.id, localDay(now, palace.time_zone));

/**
 * Tells what special hours leave outside, of a space and a period, that was within the hours before they were set or
 * took the place of `replaced`; nothing where they were taken back.
 */
export async function outsideOf(
  reader: Reader | Tx,
  palaceId: string,
  special: SpecialHoursRead | string,
  replaced?: SpecialHoursRead,
): Promise<Outside> {
  const palace = await findPalace(reader, palaceId);
  const added = typeof special === 'string' ? await specialHoursById(reader, palaceId, special) : special;
  if (palace === undefined || added === undefined) return () => false;
  const { startsAt } = reachOf(added, replaced, palace.time_zone);
  const hours = await hoursOfPalace(reader, palaceId, localDay(startsAt, palace.time_zone));
  return leavesOutside(hours, added, palace.time_zone, replaced);
}
