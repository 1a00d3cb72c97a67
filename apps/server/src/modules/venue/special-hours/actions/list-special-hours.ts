import { listSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { presentSpecialHours } from '../../venue.present.ts';
import { comingSpecialHours } from '../hours-of-palace.ts';

export const listSpecialHoursAction = handle(listSpecialHours, async ({ params, reader, now }) => {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  return { items: (await comingSpecialHours(reader, palace, now)).map(presentSpecialHours) };
});
