import { listAnnouncements } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { announcementsNow, presentAnnouncement } from '../announcement.store.ts';

const MOST = 20;

export const listAnnouncementsAction = handle(listAnnouncements, async ({ params, reader, now }) => {
  const rows = await announcementsNow(reader, [params.palaceId], now, MOST);
  return { items: rows.map(presentAnnouncement) };
});
