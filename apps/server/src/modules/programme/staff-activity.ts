import type { StaffActivity, StaffSession } from '@wengong/contract';
import type { Keys } from '../../kernel/crypto.ts';
import type { Reader, Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { type PersonView, peopleOf } from '../identity/index.ts';
import { partnersOf } from '../network/index.ts';
import { brandOfActivity, lockActivity, partnerIdsOf } from './activity.store.ts';
import { namesFor, presentBrandRef, presentSession } from './activity-detail.ts';
import { coverById } from './images/cover.store.ts';
import type { ActivityRow } from './programme.tables.ts';
import { quotasOf, type SessionWithSeats, sessionsOfActivity } from './session.store.ts';

/** An activity with everything the console shows of it. */
export async function staffActivityOf(
  db: Reader | Tx,
  keys: Keys,
  activity: ActivityRow,
): Promise<StaffActivity> {
  const palaceId = activity.palace_id;
  const sessions = await sessionsOfActivity(db, palaceId, activity.id);
  const partners = await partnersOf(db, palaceId, await partnerIdsOf(db, palaceId, activity.id));
  const brand = await brandOfActivity(db, activity);
  const people = await peopleOf(db, keys, involved(activity));
  return {
    ...presentActivityContent(activity),
    id: activity.id,
    partnerIds: partners.map((partner) => partner.id),
    partners: partners.map(({ id, name, kind }) => ({ id, name, kind })),
    brand: brand === null ? null : presentBrandRef(brand),
    cover: await coverById(db, palaceId, activity.cover_id),
    status: activity.status,
    version: activity.version,
    reviewNote: activity.review_note,
    createdBy: presentPerson(activity.created_by, people),
    submittedBy: activity.submitted_by === null ? null : presentPerson(activity.submitted_by, people),
    reviewedBy: activity.reviewed_by === null ? null : presentPerson(activity.reviewed_by, people),
    createdAt: activity.created_at.toISOString(),
    updatedAt: activity.updated_at.toISOString(),
    publishedAt: activity.published_at?.toISOString() ?? null,
    publishAt: activity.publish_at?.toISOString() ?? null,
    sessions: await staffSessionsOf(db, palaceId, sessions),
  };
}

const involved = (activity: ActivityRow): string[] =>
  [activity.created_by, activity.submitted_by, activity.reviewed_by].filter((id) => id !== null);

export const presentPerson = (id: string, people: ReadonlyMap<string, PersonView>) => ({
  id,
  name: people.get(id)?.displayName ?? '',
});

export const presentActivityContent = (activity: ActivityRow) => ({
  kind: activity.kind,
  title: activity.title,
  titleEn: activity.title_en,
  summary: activity.summary,
  summaryEn: activity.summary_en,
  story: activity.story,
  storyEn: activity.story_en,
  brandId: activity.brand_id,
  organiser: activity.organiser,
  openTo: activity.open_to,
  categories: activity.categories,
  priceFen: activity.price_fen,
  memberPriceFen: activity.member_price_fen,
  publicBenefit: activity.public_benefit,
  maxCompanions: activity.max_companions,
  companionNames: activity.companion_names,
  series: activity.series,
  coverId: activity.cover_id,
});

export async function staffSessionsOf(
  db: Reader | Tx,
  palaceId: string,
  sessions: readonly SessionWithSeats[],
): Promise<StaffSession[]> {
  const names = await namesFor(db, palaceId, sessions);
  const quotas = await quotasOf(
    db,
    palaceId,
    sessions.map((session) => session.id),
  );
  return sessions.map((session) => ({
    ...presentSession(session, names),
    activityId: session.activity_id,
    version: session.version,
    quotas: quotas.get(session.id) ?? [],
    ruleId: session.rule_id,
  }));
}

/**
 * Locks an activity for a change and checks that the caller saw its newest version, by the body's `version` and an
 * `If-Match` header when there is one. Throws `not-found`, `conflict`, `activity-cancelled`.
 */
export async function lockForChange(
  tx: Tx,
  key: { palaceId: string; activityId: string },
  version: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Promise<ActivityRow> {
  const activity = await lockActivity(tx, key.palaceId, key.activityId);
  if (activity === undefined) throw new Problem('not-found');
  if (activity.version !== version || !matches(headers['if-match'], activity)) throw new Problem('conflict');
  if (activity.status === 'cancelled') throw new Problem('activity-cancelled');
  return activity;
}

/** The entity tag of an activity: its version. */
export const activityTag = (activity: Pick<ActivityRow, 'version'>): string => `"${activity.version}"`;

function matches(header: string | string[] | undefined, activity: ActivityRow): boolean {
  if (header === undefined || header === '*') return true;
  const tags = String(header)
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(activityTag(activity));
}
