import { setOpeningHours } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { openingHoursOf, replaceOpeningHours } from '../opening.store.ts';
import { presentHours } from '../venue.present.ts';
import { hoursOverlap } from '../venue.rules.ts';
import { lockSpace } from '../venue.store.ts';

export const setOpeningHoursAction = handle(setOpeningHours, async ({ params, body, actor, tx, now }) => {
  const { palaceId } = params;
  const { spaceId, hours } = body;
  if (spaceId !== null && (await lockSpace(tx, palaceId, spaceId)) === undefined) {
    throw new Problem('space-unknown');
  }
  if (hoursOverlap(hours)) throw new Problem('opening-hours-overlap');
  const before = (await openingHoursOf(tx, palaceId)).filter((row) => row.space_id === spaceId);
  const rows = hours.map((each) => ({ palace_id: palaceId, id: newId(), space_id: spaceId, ...each }));
  await replaceOpeningHours(tx, palaceId, spaceId, rows);
  const items = rows.map(presentHours);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'opening-hours.set',
    subject: { type: spaceId === null ? 'palace' : 'space', id: spaceId ?? palaceId },
    before: before.map(presentHours),
    after: items,
    at: now,
  });
  return { items };
});
