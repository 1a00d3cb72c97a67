import { updateSpace } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { spaceRow } from '../space-row.ts';
import { presentStaffSpace } from '../venue.present.ts';
import { lockSpace, unitsOfSpaces, updateSpaceRow } from '../venue.store.ts';

export const updateSpaceAction = handle(updateSpace, async ({ params, body, actor, tx, now }) => {
  const { palaceId, spaceId } = params;
  const before = await lockSpace(tx, palaceId, spaceId);
  if (before === undefined) throw new Problem('not-found');
  const row = spaceRow(palaceId, spaceId, body);
  const { palace_id: _, id: __, ...change } = row;
  await updateSpaceRow(tx, palaceId, spaceId, change);
  const unitIds = (await unitsOfSpaces(tx, palaceId, [spaceId])).get(spaceId) ?? [];
  const space = presentStaffSpace(row, unitIds);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'space.update',
    subject: { type: 'space', id: spaceId },
    before: presentStaffSpace(before, unitIds),
    after: space,
    at: now,
  });
  return space;
});
