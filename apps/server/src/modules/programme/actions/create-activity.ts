import { createActivity } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertActivity, replacePartners } from '../activity.store.ts';
import { contentColumns } from '../activity-row.ts';
import type { ActivityRow } from '../programme.tables.ts';
import { staffActivityOf } from '../staff-activity.ts';

export const createActivityAction = handle(createActivity, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId } = params;
  const row: ActivityRow = {
    palace_id: palaceId,
    id: newId(),
    ...contentColumns(body),
    status: 'draft',
    review_note: '',
    created_by: actor.personId,
    submitted_by: null,
    reviewed_by: null,
    publish_at: null,
    published_at: null,
    created_at: now,
    updated_at: now,
    version: 1,
  };
  await insertActivity(tx, row);
  await replacePartners(tx, palaceId, row.id, body.partnerIds);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'activity.create',
    subject: { type: 'activity', id: row.id },
    after: body,
    at: now,
  });
  return staffActivityOf(tx, deps.keys, row);
});
