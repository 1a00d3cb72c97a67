import { updateSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { lockClosures } from '../../opening.store.ts';
import { presentSpecialHours } from '../../venue.present.ts';
import { requireAhead, requireSettable, tellSpecialHours } from '../set-special-hours.ts';
import { replaceSpecialHours, specialHoursById } from '../special-hours.store.ts';

/** Changes hours that run or are to come; those that are over stay what they were. */
export const updateSpecialHoursAction = handle(updateSpecialHours, async ({ params, body, ...context }) => {
  const { tx, now } = context;
  const { palaceId, specialHoursId } = params;
  const { spaceBookings, sessions, ...wanted } = body;
  const zone = await requireSettable(tx, palaceId, wanted, now);
  await lockClosures(tx, palaceId, 'change');
  // Read once nobody else sets hours: what is compared with is what holds until now.
  const replaced = await specialHoursById(tx, palaceId, specialHoursId);
  if (replaced === undefined) throw new Problem('not-found');
  requireAhead(replaced, zone, now);
  const special = { id: specialHoursId, ...wanted };
  if (!(await replaceSpecialHours(tx, palaceId, special))) throw new Problem('not-found');
  await tellSpecialHours(context, { palaceId, zone, special, replaced, spaceBookings, sessions });
  return presentSpecialHours(special);
});
