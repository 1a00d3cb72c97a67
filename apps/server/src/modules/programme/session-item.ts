import type { Image, PalaceRef, SessionItem } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { type PalaceRow, palacesByIds } from '../network/index.ts';
import { spaceNames } from '../venue/index.ts';
import { coversOfActivities } from './images/cover.store.ts';
import type { ListedSession } from './session-list.store.ts';

export const presentPalaceRef = (palace: PalaceRow): PalaceRef => ({
  id: palace.id,
  slug: palace.slug,
  name: palace.name,
  nameEn: palace.name_en,
  city: palace.city,
  district: palace.district,
});

/**
 * Listed sessions as the portal shows them: three more reads, whatever their number. `distances` holds the distance
 * of each palace when the list was asked for a place.
 */
export async function presentSessionItems(
  reader: Reader,
  rows: readonly ListedSession[],
  distances: ReadonlyMap<string, number> = new Map(),
): Promise<SessionItem[]> {
  const [palaces, spaces, covers] = await Promise.all([
    palacesByIds(
      reader,
      rows.map((row) => row.palace_id),
    ),
    spaceNames(
      reader,
      rows.flatMap((row) => (row.space_id ? [{ palaceId: row.palace_id, spaceId: row.space_id }] : [])),
    ),
    coversOfActivities(
      reader,
      rows.map((row) => ({ palaceId: row.palace_id, activityId: row.activity_id })),
    ),
  ]);
  return rows.flatMap((row) => {
    const palace = palaces.get(row.palace_id);
    if (palace === undefined) return [];
    const space = row.space_id === null ? undefined : spaces.get(row.space_id);
    const distanceKm = distances.get(row.palace_id) ?? null;
    return [presentItem(row, palace, { space, distanceKm, cover: covers.get(row.activity_id) ?? null })];
  });
}

const presentItem = (
  row: ListedSession,
  palace: PalaceRow,
  {
    space,
    distanceKm,
    cover,
  }: {
    space: { name: string; nameEn: string } | undefined;
    distanceKm: number | null;
    cover: Image | null;
  },
): SessionItem => ({
  id: row.session_id,
  activityId: row.activity_id,
  palace: presentPalaceRef(palace),
  kind: row.kind,
  title: row.title,
  titleEn: row.title_en,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  timeZone: row.time_zone,
  timeBands: row.time_bands,
  spaceName: space?.name ?? null,
  spaceNameEn: space?.nameEn ?? null,
  priceFen: row.price_fen,
  memberPriceFen: row.member_price_fen,
  free: row.free,
  publicBenefit: row.public_benefit,
  openTo: row.open_to,
  categories: row.categories,
  seatsLeft: row.seats_left,
  capacity: row.capacity,
  status: row.status,
  bookingOpensAt: row.booking_opens_at.toISOString(),
  bookingClosesAt: row.booking_closes_at.toISOString(),
  release: row.release,
  distanceKm,
  cover,
});
