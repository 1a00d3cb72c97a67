import { deleteAnnouncement } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { deleteAnnouncementRow, lockAnnouncement, presentAnnouncement } from '../announcement.store.ts';

export const deleteAnnouncementAction = handle(deleteAnnouncement, async ({ params, actor, tx, now }) => {
  const { palaceId, announcementId } = params;
  const before = await lockAnnouncement(tx, palaceId, announcementId);
  if (before === undefined) throw new Problem('not-found');
  await deleteAnnouncementRow(tx, palaceId, announcementId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'announcement.delete',
    subject: { type: 'announcement', id: announcementId },
    before: presentAnnouncement(before),
    at: now,
  });
});
