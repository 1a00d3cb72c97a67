import { createAnnouncement } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertAnnouncement, presentAnnouncement } from '../announcement.store.ts';
import { announcementRow } from '../announcement-row.ts';

export const createAnnouncementAction = handle(
  createAnnouncement,
  async ({ params, body, actor, tx, now }) => {
    const row = announcementRow(params.palaceId, newId(), body);
    await insertAnnouncement(tx, row);
    const announcement = presentAnnouncement(row);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'announcement.create',
      subject: { type: 'announcement', id: row.id },
      after: announcement,
      at: now,
    });
    return announcement;
  },
);
