import { recordVisit } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt, localDay } from '../../../kernel/zone.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { insertVisit, lockVisits, walkIns } from '../door/door.store.ts';
import { liveCounts } from '../door/live-counts.ts';

export const recordVisitAction = handle(recordVisit, async ({ params, body, actor, tx, deps, now }) => {
  const palace = await findPalace(tx, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const today = localDay(now, palace.time_zone);
  const counted = body.sessionId
    ? { sessionId: body.sessionId }
    : { startsAt: instantAt(today, 0, palace.time_zone), endsAt: instantAt(today, 1440, palace.time_zone) };
  if (body.visitors < 0) await lockVisits(tx, params.palaceId, body.sessionId ?? null);
  const before = await walkIns(tx, params.palaceId, counted);
  if (before + body.visitors < 0) throw new Problem('visits-below-zero', { counted: before });
  const row = {
    palace_id: params.palaceId,
    id: newId(),
    session_id: body.sessionId ?? null,
    at: now,
    visitors: body.visitors,
    category: body.category ?? null,
    recorded_by: actor.personId,
  };
  await insertVisit(tx, row);
  if (body.sessionId) liveCounts(deps).forget({ palaceId: params.palaceId, sessionId: body.sessionId });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'visit.count',
    subject: { type: 'visit', id: row.id },
    after: { visitors: row.visitors, sessionId: row.session_id, category: row.category },
    at: now,
  });
  return { id: row.id, walkIns: before + body.visitors };
});
