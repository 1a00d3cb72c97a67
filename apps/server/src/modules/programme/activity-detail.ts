import type { ActivityDetail, ActivitySession } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { findPalace, type PalaceRow, partnersOf } from '../network/index.ts';
import { resourcesById, spaceNames } from '../venue/index.ts';
import { brandOfActivity, partnerIdsOf } from './activity.store.ts';
import { coverById } from './images/cover.store.ts';
import type { ActivityRow, BrandRow } from './programme.tables.ts';
import { type SessionWithSeats, sessionsOfActivity } from './session.store.ts';
import { presentPalaceRef } from './session-item.ts';
import { timeBandsOf } from './time-bands.rules.ts';

export type Names = {
  readonly spaces: ReadonlyMap<string, { id: string; name: string; nameEn: string }>;
  readonly teachers: ReadonlyMap<string, { name: string }>;
};

/** An activity with everything its page shows; null when its palace is gone. */
export async function activityDetailOf(
  reader: Reader,
  activity: ActivityRow,
  now: Date,
): Promise<ActivityDetail | null> {
  const palaceId = activity.palace_id;
  const [palace, sessions, partnerIds, brand, cover] = await Promise.all([
    findPalace(reader, palaceId),
    sessionsOfActivity(reader, palaceId, activity.id, now),
    partnerIdsOf(reader, palaceId, activity.id),
    brandOfActivity(reader, activity),
    coverById(reader, palaceId, activity.cover_id),
  ]);
  if (palace === undefined) return null;
  const [partners, names] = await Promise.all([
    partnersOf(reader, palaceId, partnerIds),
    namesFor(reader, palaceId, sessions),
  ]);
  return {
    ...presentContent(activity),
    palace: presentPlace(palace),
    brand: brand === null ? null : presentBrandRef(brand),
    partners: partners.map(({ id, name, kind }) => ({ id, name, kind })),
    cover,
    status: activity.status,
    publishedAt: activity.published_at?.toISOString() ?? null,
    updatedAt: activity.updated_at.toISOString(),
    sessions: sessions.map((session) => presentSession(session, names)),
  };
}

/** Names of the spaces and teachers of sessions. */
export async function namesFor(
  reader: Parameters<typeof spaceNames>[0],
  palaceId: string,
  sessions: readonly { space_id: string | null; teacher_id: string | null }[],
): Promise<Names> {
  const spaces = await spaceNames(
    reader,
    sessions.flatMap((session) => (session.space_id ? [{ palaceId, spaceId: session.space_id }] : [])),
  );
  const teachers = await resourcesById(
    reader,
    palaceId,
    sessions.flatMap((session) => session.teacher_id ?? []),
  );
  return { spaces, teachers };
}

export const presentBrandRef = (brand: BrandRow) => ({
  id: brand.id,
  slug: brand.slug,
  name: brand.name,
  nameEn: brand.name_en,
});

const presentContent = (activity: ActivityRow) => ({
  id: activity.id,
  kind: activity.kind,
  title: activity.title,
  titleEn: activity.title_en,
  summary: activity.summary,
  summaryEn: activity.summary_en,
  story: activity.story,
  storyEn: activity.story_en,
  organiser: activity.organiser,
  openTo: activity.open_to,
  categories: activity.categories,
  priceFen: activity.price_fen,
  memberPriceFen: activity.member_price_fen,
  free: activity.price_fen === 0,
  publicBenefit: activity.public_benefit,
  maxCompanions: activity.max_companions,
  series: activity.series,
});

const presentPlace = (palace: PalaceRow): ActivityDetail['palace'] => ({
  ...presentPalaceRef(palace),
  address: palace.address,
  latitude: palace.latitude,
  longitude: palace.longitude,
  timeZone: palace.time_zone,
  phone: palace.phone,
});

export function presentSession(session: SessionWithSeats, names: Names): ActivitySession {
  const space = session.space_id === null ? undefined : names.spaces.get(session.space_id);
  const teacher = session.teacher_id === null ? undefined : names.teachers.get(session.teacher_id);
  return {
    id: session.id,
    startsAt: session.starts_at.toISOString(),
    endsAt: session.ends_at.toISOString(),
    timeBands: timeBandsOf(session.starts_at, session.ends_at, session.time_zone),
    space: space ?? null,
    teacher: session.teacher_id !== null && teacher ? { id: session.teacher_id, name: teacher.name } : null,
    capacity: session.capacity,
    seatsLeft: session.seats_left,
    status: session.status,
    cancelReason: session.cancel_reason,
    bookingOpensAt: session.booking_opens_at.toISOString(),
    bookingClosesAt: session.booking_closes_at.toISOString(),
    release: session.release,
  };
}
