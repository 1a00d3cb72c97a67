import { getSpace } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { closuresAfter, hoursOfSpace } from '../opening.store.ts';
import { comingSpecialHours } from '../special-hours/hours-of-palace.ts';
import { presentClosure, presentHours, presentSpace, presentSpecialHours } from '../venue.present.ts';
import { spaceById } from '../venue.store.ts';

export const getSpaceAction = handle(getSpace, async ({ params, reader, now }) => {
  const { palaceId, spaceId } = params;
  const [palace, space, hours, closures] = await Promise.all([
    findPalace(reader, palaceId),
    spaceById(reader, palaceId, spaceId),
    hoursOfSpace(reader, palaceId, spaceId),
    closuresAfter(reader, palaceId, now, spaceId),
  ]);
  if (palace === undefined || space === undefined) throw new Problem('not-found');
  const special = await comingSpecialHours(reader, palace, now);
  return {
    ...presentSpace(space),
    palaceId,
    timeZone: palace.time_zone,
    openingHours: hours.map(presentHours),
    specialHours: special
      .filter((each) => each.spaceId === null || each.spaceId === spaceId)
      .map(presentSpecialHours),
    closures: closures.map(presentClosure),
  };
});
