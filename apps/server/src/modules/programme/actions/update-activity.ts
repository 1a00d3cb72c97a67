import { updateActivity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { partnerIdsOf, replacePartners, updateActivityRow } from '../activity.store.ts';
import { contentColumns } from '../activity-row.ts';
import { changedPart, isEditable } from '../programme.rules.ts';
import { lockForChange, presentActivityContent, staffActivityOf } from '../staff-activity.ts';

export const updateActivityAction = handle(
  updateActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const { palaceId } = params;
    const before = await lockForChange(tx, params, body.version, headers);
    if (!isEditable(before.status)) throw new Problem('activity-not-editable');
    const partnersBefore = await partnerIdsOf(tx, palaceId, before.id);
    const after = await updateActivityRow(tx, before, now, contentColumns(body.content));
    await replacePartners(tx, palaceId, before.id, body.content.partnerIds);
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'activity.update',
      subject: { type: 'activity', id: before.id },
      ...changedPart(
        { ...presentActivityContent(before), partnerIds: partnersBefore.toSorted() },
        { ...presentActivityContent(after), partnerIds: body.content.partnerIds.toSorted() },
      ),
      at: now,
    });
    return staffActivityOf(tx, deps.keys, after);
  },
);
