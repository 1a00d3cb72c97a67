import type { BodyOf, createAnnouncement } from '@wengong/contract';
import type { AnnouncementRow } from './programme.tables.ts';

export const announcementRow = (
  palaceId: string,
  id: string,
  body: BodyOf<typeof createAnnouncement>,
): AnnouncementRow => ({
  palace_id: palaceId,
  id,
  title: body.title,
  title_en: body.titleEn,
  link: body.link,
  starts_at: new Date(body.startsAt),
  ends_at: new Date(body.endsAt),
});
