import { getSpace } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { closuresAfter, hoursOfSpace } from '../opening.store.ts';
import { presentClosure, presentHours, presentSpace } from '../venue.present.ts';
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
  return {
    ...presentSpace(space),
    palaceId,
    timeZone: palace.time_zone,
    openingHours: hours.map(presentHours),
    closures: closures.map(presentClosure),
  };
});
