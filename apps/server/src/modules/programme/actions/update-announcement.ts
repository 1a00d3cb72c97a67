import { updateAnnouncement } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { lockAnnouncement, presentAnnouncement, updateAnnouncementRow } from '../announcement.store.ts';
import { announcementRow } from '../announcement-row.ts';
import { changedPart } from '../programme.rules.ts';

export const updateAnnouncementAction = handle(
  updateAnnouncement,
  async ({ params, body, actor, tx, now }) => {
    const { palaceId, announcementId } = params;
    const before = await lockAnnouncement(tx, palaceId, announcementId);
    if (before === undefined) throw new Problem('not-found');
    const row = announcementRow(palaceId, announcementId, body);
    await updateAnnouncementRow(tx, row);
    const announcement = presentAnnouncement(row);
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'announcement.update',
      subject: { type: 'announcement', id: announcementId },
      ...changedPart(presentAnnouncement(before), announcement),
      at: now,
    });
    return announcement;
  },
);
