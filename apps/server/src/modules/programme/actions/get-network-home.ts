import { getNetworkHome } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { countPalaces, palacesByIds, palacesOfCity } from '../../network/index.ts';
import { announcementsNow, presentAnnouncement } from '../announcement.store.ts';
import { presentBrandSummary } from '../brand.present.ts';
import { brandsInUse } from '../brand.store.ts';
import { sessionsForHome } from '../home.ts';
import { NETWORK_ZONE } from '../programme.rules.ts';
import { presentPalaceRef } from '../session-item.ts';
import { countListed } from '../session-list.store.ts';

const MOST = 12;

export const getNetworkHomeAction = handle(getNetworkHome, async ({ query, reader, now }) => {
  const { city } = query;
  const palaceIds =
    city === undefined ? undefined : (await palacesOfCity(reader, city)).map((palace) => palace.id);
  if (palaceIds?.length === 0) return nothing;
  const [sessions, brands, announcements, counted, palaceCount] = await Promise.all([
    sessionsForHome(reader, { city }, NETWORK_ZONE, now),
    brandsInUse(reader, palaceIds, MOST),
    announcementsNow(reader, palaceIds, now, MOST),
    countListed(reader, { city }, localDay(now, NETWORK_ZONE), now),
    countPalaces(reader, city),
  ]);
  const palaces = await palacesByIds(
    reader,
    [...brands, ...announcements].map((row) => row.palace_id),
  );
  return {
    today: sessions.today,
    freeNow: sessions.freeNow,
    brands: brands.flatMap((brand) => {
      const palace = palaces.get(brand.palace_id);
      return palace === undefined ? [] : [presentBrandSummary(brand, palace)];
    }),
    announcements: announcements.flatMap((row) => {
      const palace = palaces.get(row.palace_id);
      return palace === undefined ? [] : [{ ...presentAnnouncement(row), palace: presentPalaceRef(palace) }];
    }),
    counts: { palaces: palaceCount, ...counted },
  };
});

/** A city without a palace. */
const nothing = {
  today: [],
  freeNow: [],
  brands: [],
  announcements: [],
  counts: { palaces: 0, sessionsToday: 0, freeToday: 0, sessionsComing: 0 },
};
