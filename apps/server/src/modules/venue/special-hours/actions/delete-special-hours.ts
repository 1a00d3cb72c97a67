import { deleteSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { presentSpecialHours } from '../../venue.present.ts';
import { removeSpecialHours, specialHoursById } from '../special-hours.store.ts';

export const deleteSpecialHoursAction = handle(deleteSpecialHours, async ({ params, actor, tx, now }) => {
  const { palaceId, specialHoursId } = params;
  const removed = await specialHoursById(tx, palaceId, specialHoursId);
  if (removed === undefined) throw new Problem('not-found');
  await removeSpecialHours(tx, palaceId, specialHoursId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'special-hours.delete',
    subject: { type: 'special-hours', id: specialHoursId },
    before: presentSpecialHours(removed),
    at: now,
  });
});
