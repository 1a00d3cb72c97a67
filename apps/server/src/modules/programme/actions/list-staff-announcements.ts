import { listStaffAnnouncements } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { announcementsOf, presentAnnouncement } from '../announcement.store.ts';

const MOST = 200;

export const listStaffAnnouncementsAction = handle(listStaffAnnouncements, async ({ params, reader }) => {
  const rows = await announcementsOf(reader, params.palaceId, MOST);
  return { items: rows.map(presentAnnouncement) };
});
