import { deleteClosure } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { removeClosure } from '../opening.store.ts';
import { presentClosure } from '../venue.present.ts';

export const deleteClosureAction = handle(deleteClosure, async ({ params, actor, tx, now }) => {
  const { palaceId, closureId } = params;
  const removed = await removeClosure(tx, palaceId, closureId);
  if (removed === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'closure.delete',
    subject: { type: 'closure', id: closureId },
    before: presentClosure(removed),
    at: now,
  });
});
