import { type BodyOf, createSpace } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { spaceRow } from '../space-row.ts';
import { presentStaffSpace } from '../venue.present.ts';
import { insertResource, insertSpace, insertSpaceUnits, lockResources } from '../venue.store.ts';

export const createSpaceAction = handle(createSpace, async ({ params, body, actor, tx, now }) => {
  const { palaceId } = params;
  const row = spaceRow(palaceId, newId(), body);
  const unitIds = await unitsFor(tx, palaceId, body);
  await insertSpace(tx, row);
  await insertSpaceUnits(tx, palaceId, row.id, unitIds);
  const space = presentStaffSpace(row, unitIds);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'space.create',
    subject: { type: 'space', id: row.id },
    after: space,
    at: now,
  });
  return space;
});

/** The room units named, or one new unit of the space's own name. */
async function unitsFor(tx: Tx, palaceId: string, body: BodyOf<typeof createSpace>): Promise<string[]> {
  const named = [...new Set(body.unitIds ?? [])].sort();
  if (named.length === 0) {
    const unit = { palace_id: palaceId, id: newId(), kind: 'room_unit' as const, name: body.name };
    await insertResource(tx, unit);
    return [unit.id];
  }
  const found = await lockResources(tx, palaceId, named);
  if (found.length < named.length || found.some((each) => each.kind !== 'room_unit')) {
    throw new Problem('resource-unknown');
  }
  return named;
}
