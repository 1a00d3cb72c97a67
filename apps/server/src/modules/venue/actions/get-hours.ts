import { getHours } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { closuresAfter, openingHoursOf } from '../opening.store.ts';
import { comingSpecialHours } from '../special-hours/hours-of-palace.ts';
import { presentClosure, presentHours, presentSpecialHours } from '../venue.present.ts';

export const getHoursAction = handle(getHours, async ({ params, reader, now }) => {
  const [palace, hours, closures] = await Promise.all([
    findPalace(reader, params.palaceId),
    openingHoursOf(reader, params.palaceId),
    closuresAfter(reader, params.palaceId, now),
  ]);
  if (palace === undefined) throw new Problem('not-found');
  const special = await comingSpecialHours(reader, palace, now);
  return {
    timeZone: palace.time_zone,
    openingHours: hours.filter((row) => row.space_id === null).map(presentHours),
    specialHours: special.filter((each) => each.spaceId === null).map(presentSpecialHours),
    closures: closures.filter((row) => row.spaceId === null).map(presentClosure),
  };
});
