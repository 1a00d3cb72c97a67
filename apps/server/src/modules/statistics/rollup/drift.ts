import type { Reader } from '../../../kernel/db.ts';
import { daysBetween } from '../../../kernel/zone.ts';
import { unionsOfPalaces } from '../../network/index.ts';
import { type CountedDay, countDay } from './count-days.ts';
import { type DriftingDay, differingDays } from './drift.store.ts';

/**
 * Days of a range whose rolled-up figures differ from a count of the rows although they are not marked. None is the
 * only good answer. Counts as of `now`, which must not be before the last rollup.
 */
export async function figureDrift(
  reader: Reader,
  range: { readonly from: string; readonly to: string },
  now: Date,
): Promise<DriftingDay[]> {
  const palaces = await unionsOfPalaces(reader);
  const found: DriftingDay[] = [];
  for (const day of daysBetween(range.from, range.to)) {
    const counted: CountedDay[] = await countDay(reader, palaces, day, now);
    found.push(...(await differingDays(reader, day, counted, now)));
  }
  return found;
}
