import {
  type ActivityContent,
  addSessions,
  createActivity,
  publishActivity,
  type SessionPlan,
  type StaffActivity,
  submitActivity,
} from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, type TestPerson } from '../../testkit/person.ts';
import type { PalaceRow } from '../network/index.ts';

export interface Desk {
  readonly palace: PalaceRow;
  readonly palaceId: string;
  readonly editor: TestPerson;
  readonly reviewer: TestPerson;
  readonly director: TestPerson;
}

/** A palace with one editor, one reviewer and one director. */
export async function createDesk(app: TestApp, overrides: Partial<PalaceRow> = {}): Promise<Desk> {
  const palace = await createPalace(app, overrides);
  const [editor, reviewer, director] = await Promise.all([
    createStaff(app, palace.id, ['editor']),
    createStaff(app, palace.id, ['reviewer']),
    createStaff(app, palace.id, ['director']),
  ]);
  return { palace, palaceId: palace.id, editor, reviewer, director };
}

export const content = (overrides: Partial<ActivityContent> = {}): ActivityContent => ({
  kind: 'course',
  title: '书法入门',
  titleEn: 'First steps in calligraphy',
  summary: '零基础可学',
  summaryEn: 'No experience needed',
  story: '',
  storyEn: '',
  brandId: null,
  partnerIds: [],
  organiser: '测试工人文化宫',
  openTo: 'everyone',
  categories: [],
  priceFen: 0,
  memberPriceFen: 0,
  publicBenefit: true,
  maxCompanions: 0,
  companionNames: true,
  series: false,
  coverId: null,
  ...overrides,
});

/** A session of an hour from `startsAt` (ISO text), bookable since long ago until it ends. */
export function plan(startsAt: string, overrides: Partial<SessionPlan> = {}): SessionPlan {
  const endsAt = overrides.endsAt ?? new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  return {
    spaceId: null,
    teacherId: null,
    startsAt,
    endsAt,
    capacity: 20,
    bookingOpensAt: '2026-01-01T00:00:00Z',
    bookingClosesAt: endsAt,
    quotas: [],
    ...overrides,
  };
}

/** A draft with sessions, made by the desk's editor. */
export async function makeDraft(
  app: TestApp,
  desk: Desk,
  overrides: Partial<ActivityContent>,
  plans: readonly SessionPlan[],
): Promise<{ activity: StaffActivity; sessionIds: string[] }> {
  const { palaceId, editor } = desk;
  const activity = await app.call(createActivity, {
    params: { palaceId },
    body: content(overrides),
    as: editor,
  });
  if (plans.length === 0) return { activity, sessionIds: [] };
  const { items } = await app.call(addSessions, {
    params: { palaceId, activityId: activity.id },
    body: { sessions: [...plans] },
    as: editor,
  });
  return { activity, sessionIds: items.map((item) => item.id) };
}

/** Submits a draft as the desk's editor and publishes it as its reviewer. */
export async function publish(app: TestApp, desk: Desk, activity: StaffActivity): Promise<StaffActivity> {
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  const submitted = await app.call(submitActivity, {
    params,
    body: { version: activity.version },
    as: desk.editor,
  });
  return app.call(publishActivity, { params, body: { version: submitted.version }, as: desk.reviewer });
}

/** A published activity with sessions. */
export async function makePublished(
  app: TestApp,
  desk: Desk,
  overrides: Partial<ActivityContent>,
  plans: readonly SessionPlan[],
): Promise<{ activity: StaffActivity; sessionIds: string[] }> {
  const { activity, sessionIds } = await makeDraft(app, desk, overrides, plans);
  return { activity: await publish(app, desk, activity), sessionIds };
}

/** Keeps what the app emits from now on, as `[topic, payload]`; everything is still delivered. */
export function watchEvents(app: TestApp): (readonly [topic: string, payload: unknown])[] {
  const seen: (readonly [string, unknown])[] = [];
  const { bus } = app.deps;
  const emit = bus.emit.bind(bus);
  bus.emit = async (tx, event, ...payloads) => {
    seen.push(...payloads.map((payload) => [event.topic, payload] as const));
    return emit(tx, event, ...payloads);
  };
  return seen;
}
