import { createSpecialHours } from '@wengong/contract';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { lockClosures } from '../../opening.store.ts';
import { presentSpecialHours } from '../../venue.present.ts';
import { requireSettable, tellSpecialHours } from '../set-special-hours.ts';
import { insertSpecialHours } from '../special-hours.store.ts';

/** Whoever books a slot by the hours there were is waited for, so that what follows sees all that was booked. */
export const createSpecialHoursAction = handle(createSpecialHours, async ({ params, body, ...context }) => {
  const { tx, now } = context;
  const { palaceId } = params;
  const { spaceBookings, sessions, ...wanted } = body;
  const zone = await requireSettable(tx, palaceId, wanted, now);
  const special = { id: newId(), ...wanted };
  await lockClosures(tx, palaceId, 'change');
  await insertSpecialHours(tx, palaceId, special);
  await tellSpecialHours(context, { palaceId, zone, special, spaceBookings, sessions });
  return presentSpecialHours(special);
});
