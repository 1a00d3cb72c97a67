import type { AuditAction, AuditSubject, ReleaseMode } from '@wengong/contract';
import { localDay } from '../kernel/zone.ts';
import { DAY, type DemoCalendar, HOUR, later, type Occupancy, ZONE } from './calendar.ts';
import { type CalledOff, calledOff } from './called-off.ts';
import type { ActivityContent } from './content.ts';
import type { Palace } from './places.ts';
import { opensAt } from './queues.ts';
import { type Rows, range } from './rows.ts';
import { mapOf } from './seat-maps.ts';
import { Seed } from './seed.ts';
import { ruleOf } from './session-rules.ts';
import { leadOf, resourcesOf, type Slot, timetableOf } from './timetable.ts';

export interface Session {
  readonly id: string;
  readonly palace: Palace;
  readonly activity: ActivityContent;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Its activity is on the portal. */
  readonly published: boolean;
  readonly calledOff: CalledOff | null;
}

/** Something that staff did, for the audit log. */
export interface Deed {
  readonly palaceId: string;
  readonly actorId: string;
  readonly action: AuditAction;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  readonly before?: unknown;
  readonly after?: unknown;
  readonly at: Date;
}

interface Context {
  readonly calendar: DemoCalendar;
  readonly rows: Rows;
  readonly occupied: Occupancy;
  readonly deeds: Deed[];
}

/** Writes a palace's activities with their sessions, rooms and notices; returns the sessions. */
export function makeProgramme(context: Context, palace: Palace): Session[] {
  const seed = new Seed(`programme ${palace.content.slug}`);
  const ids = new Map<string, string>();
  const sessions: Session[] = [];
  for (const [activity, slots] of timetableOf(context.calendar, palace, context.occupied)) {
    const made = makeActivity(context, seed, palace, activity, slots);
    ids.set(activity.key, made.id);
    const rule = addRule(context, seed, palace, activity, made, slots);
    slots.forEach((slot, nth) => {
      const session = sessionOf(
        { context, seed, palace, activity, made },
        slot,
        calledOff(context.calendar, palace.content.slug, activity.key, slots, nth),
      );
      addSession(context, seed, session, made, rule);
      sessions.push(session);
    });
  }
  addAnnouncements(context, seed, palace, ids);
  return sessions;
}

interface MadeActivity {
  readonly id: string;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
}

function makeActivity(
  { calendar, rows, deeds }: Context,
  seed: Seed,
  palace: Palace,
  activity: ActivityContent,
  slots: readonly Slot[],
): MadeActivity {
  const { staff } = palace;
  const status = activity.review?.status ?? 'published';
  const first = slots[0]?.startsAt ?? calendar.now;
  // What waits for review was written these days; the rest in good time before its first session.
  const createdAt =
    status === 'published'
      ? later(first < calendar.now ? first : calendar.now, -seed.between(19, 26) * DAY)
      : later(calendar.now, -seed.between(26, 70) * HOUR);
  const submittedAt = status === 'draft' ? null : later(createdAt, seed.between(2, 20) * HOUR);
  const publishes = activity.review?.publishes;
  const decidedAt =
    submittedAt === null || (status === 'submitted' && publishes === undefined)
      ? null
      : later(submittedAt, seed.between(1, 5) * HOUR);
  const id = seed.id(createdAt);
  const space = activity.space === undefined ? undefined : palace.spaces.get(activity.space);
  if (activity.space !== undefined && space === undefined)
    throw new Error(`demonstration: no space ${activity.space}`);
  rows.add('activity', {
    palace_id: palace.id,
    id,
    brand_id: activity.brand === undefined ? null : palace.brands.get(activity.brand),
    kind: activity.kind,
    title: activity.title[0],
    title_en: activity.title[1],
    summary: activity.summary[0],
    summary_en: activity.summary[1],
    story: activity.story[0],
    story_en: activity.story[1],
    open_to: activity.categories ? 'categories' : activity.membersOnly ? 'members' : 'everyone',
    categories: activity.categories ?? [],
    price_fen: activity.price ?? 0,
    member_price_fen: activity.memberPrice ?? 0,
    public_benefit: activity.publicBenefit ?? !activity.price,
    max_companions: activity.companions ?? 0,
    series: activity.series ?? false,
    organiser: activity.organiser ?? palace.content.name[0],
    status,
    review_note: activity.review?.note ?? '',
    created_by: staff.editor,
    submitted_by: submittedAt === null ? null : staff.editor,
    reviewed_by: decidedAt === null ? null : staff.reviewer,
    publish_at: publishes === undefined ? null : calendar.at(publishes, '08:00'),
    published_at: status === 'published' ? decidedAt : null,
    created_at: createdAt,
    updated_at: decidedAt ?? submittedAt ?? createdAt,
    version: 1 + (submittedAt === null ? 0 : 1) + (decidedAt === null ? 0 : 1),
  });
  for (const key of activity.partners ?? []) {
    rows.add('activity_partner', {
      palace_id: palace.id,
      activity_id: id,
      partner_id: palace.partners.get(key),
    });
  }
  recordLife(deeds, palace, activity, { id, createdAt, submittedAt, decidedAt, status });
  return { id, createdAt, publishedAt: status === 'published' ? decidedAt : null };
}

function recordLife(
  deeds: Deed[],
  palace: Palace,
  activity: ActivityContent,
  life: { id: string; createdAt: Date; submittedAt: Date | null; decidedAt: Date | null; status: string },
): void {
  const deed = { palaceId: palace.id, subject: { type: 'activity' as const, id: life.id } };
  const { editor, reviewer } = palace.staff;
  const content = { title: activity.title[0], titleEn: activity.title[1], kind: activity.kind };
  deeds.push({ ...deed, actorId: editor, action: 'activity.create', after: content, at: life.createdAt });
  if (life.submittedAt === null) return;
  const submitted = { status: 'submitted' };
  deeds.push({
    ...deed,
    actorId: editor,
    action: 'activity.submit',
    before: { status: 'draft' },
    after: submitted,
    at: life.submittedAt,
  });
  if (life.decidedAt === null) return;
  const note = activity.review?.note ?? '';
  const action = DECIDED[life.status] ?? 'activity.reject';
  deeds.push({
    ...deed,
    actorId: reviewer,
    action,
    before: submitted,
    after: { status: life.status, note },
    at: life.decidedAt,
  });
}

/** What a review that was decided is called by what the activity is now. */
const DECIDED: Readonly<Record<string, AuditAction>> = {
  published: 'activity.publish',
  submitted: 'activity.schedule',
};

/** So long that people drop in at any time, as booking sees it. */
const DROP_IN = 16 * HOUR;

export const isDropIn = (session: Pick<Session, 'startsAt' | 'endsAt'>): boolean =>
  session.endsAt.getTime() - session.startsAt.getTime() > DROP_IN;

function sessionOf(
  of: { context: Context; seed: Seed; palace: Palace; activity: ActivityContent; made: MadeActivity },
  slot: Slot,
  off: CalledOff | null,
): Session {
  const { context, seed, palace, activity, made } = of;
  const published = made.publishedAt ?? made.createdAt;
  const lead = later(slot.startsAt, -leadOf(slot));
  return {
    id: seed.id(published),
    palace,
    activity,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    opensAt: activity.queue
      ? opensAt(context.calendar, activity.queue.opens)
      : lead < published
        ? published
        : lead,
    closesAt: isDropIn(slot) ? slot.endsAt : slot.startsAt,
    published: made.publishedAt !== null,
    calledOff: off,
  };
}

const releaseOf = ({ ballot, queue }: ActivityContent): ReleaseMode => {
  if (ballot !== undefined) return 'ballot';
  return queue === undefined ? 'first_come' : 'waiting_room';
};

/** Writes the rule of a weekly activity; returns its id, null where there is none. */
function addRule(
  { calendar, rows }: Context,
  seed: Seed,
  palace: Palace,
  activity: ActivityContent,
  made: MadeActivity,
  slots: readonly Slot[],
): string | null {
  const rule = ruleOf(calendar, palace, activity, slots);
  if (rule === undefined) return null;
  const id = seed.id(made.createdAt);
  rows.add('session_rule', {
    palace_id: palace.id,
    id,
    activity_id: made.id,
    repeat: rule.repeat,
    template: rule.template,
    created_at: made.createdAt,
    version: 1,
  });
  return id;
}

function addSession(
  { rows, deeds }: Context,
  seed: Seed,
  session: Session,
  made: MadeActivity,
  rule: string | null,
): void {
  const { palace, activity, startsAt, endsAt } = session;
  rows.add('session', {
    palace_id: palace.id,
    id: session.id,
    activity_id: made.id,
    space_id: activity.space === undefined ? null : palace.spaces.get(activity.space)?.id,
    teacher_id: activity.teacher === undefined ? null : palace.teachers.get(activity.teacher),
    starts_at: startsAt,
    ends_at: endsAt,
    time_zone: ZONE,
    capacity: activity.seats,
    booking_opens_at: session.opensAt,
    booking_closes_at: session.closesAt,
    release: releaseOf(activity),
    status: session.calledOff === null ? 'scheduled' : 'cancelled',
    cancel_reason: session.calledOff?.reason ?? null,
    seat_map_id: mapOf(session)?.id ?? null,
    rule_id: rule,
    rule_day: rule === null ? null : localDay(startsAt, ZONE),
    created_at: made.createdAt,
    version: session.calledOff === null ? 1 : 2,
  });
  for (const [category, seats] of Object.entries(activity.reserved ?? {})) {
    rows.add('session_quota', { palace_id: palace.id, session_id: session.id, category, seats });
  }
  for (const resource of resourcesOf(palace, activity)) {
    rows.add('allocation', {
      palace_id: palace.id,
      id: seed.id(made.createdAt),
      resource_id: resource,
      during: range(startsAt, endsAt),
      holder_kind: 'session',
      holder_id: session.id,
      active: session.calledOff === null,
    });
  }
  if (session.calledOff === null) return;
  deeds.push({
    palaceId: palace.id,
    actorId: palace.staff.editor,
    action: 'session.cancel',
    subject: { type: 'session', id: session.id },
    before: { status: 'scheduled' },
    after: { status: 'cancelled', reason: session.calledOff.reason },
    at: session.calledOff.at,
  });
}

function addAnnouncements(
  { calendar, rows, deeds }: Context,
  seed: Seed,
  palace: Palace,
  activities: ReadonlyMap<string, string>,
): void {
  for (const { title, activity, days } of palace.content.announcements) {
    const startsAt = calendar.at(days[0], '08:00');
    const id = seed.id(startsAt);
    const home = `/p/${palace.content.slug}`;
    rows.add('announcement', {
      palace_id: palace.id,
      id,
      title: title[0],
      title_en: title[1],
      link: activity === undefined ? home : `${home}/activities/${activities.get(activity)}`,
      starts_at: startsAt,
      ends_at: calendar.at(days[1], '21:00'),
    });
    deeds.push({
      palaceId: palace.id,
      actorId: palace.staff.editor,
      action: 'announcement.create',
      subject: { type: 'announcement', id },
      after: { title: title[0], titleEn: title[1] },
      at: calendar.notAfterNow(startsAt),
    });
  }
}
