import { createClosure } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertClosure, lockClosures } from '../opening.store.ts';
import { closed } from '../venue.events.ts';
import { presentClosure } from '../venue.present.ts';
import { spaceById } from '../venue.store.ts';

export const createClosureAction = handle(createClosure, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId } = params;
  if (body.spaceId !== null && (await spaceById(tx, palaceId, body.spaceId)) === undefined) {
    throw new Problem('space-unknown');
  }
  const row = {
    id: newId(),
    spaceId: body.spaceId,
    startsAt: new Date(body.startsAt),
    endsAt: new Date(body.endsAt),
    reason: body.reason,
  };
  await lockClosures(tx, palaceId, 'change');
  await insertClosure(tx, palaceId, row);
  const closure = presentClosure(row);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'closure.create',
    subject: { type: 'closure', id: row.id },
    after: { ...closure, spaceBookings: body.spaceBookings, sessions: body.sessions },
    at: now,
  });
  await deps.bus.emit(tx, closed, { ...body, palaceId, closureId: row.id });
  return closure;
});
