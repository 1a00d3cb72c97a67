import { getPalaceHome } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { announcementsNow, presentAnnouncement } from '../announcement.store.ts';
import { presentBrandSummary } from '../brand.present.ts';
import { brandsOf } from '../brand.store.ts';
import { sessionsForHome } from '../home.ts';
import { countByKind, countListed } from '../session-list.store.ts';

const MOST = 12;

export const getPalaceHomeAction = handle(getPalaceHome, async ({ params, reader, now }) => {
  const { palaceId } = params;
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const zone = palace.time_zone;
  const [sessions, brands, announcements, counted, kinds] = await Promise.all([
    sessionsForHome(reader, { palaceIds: [palaceId] }, zone, now),
    brandsOf(reader, palaceId),
    announcementsNow(reader, [palaceId], now, MOST),
    countListed(reader, { palaceId }, localDay(now, zone), now),
    countByKind(reader, palaceId, now),
  ]);
  return {
    ...sessions,
    brands: brands.map((brand) => presentBrandSummary(brand, palace)),
    announcements: announcements.map(presentAnnouncement),
    counts: { ...counted, kinds },
  };
});
