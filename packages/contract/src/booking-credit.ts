import { z } from 'zod';
import { route, signedIn, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Credit instead of bans: what late cancellations and no-shows cost, how it comes back, appeals against it. */
const tag = 'booking';

/** From best to lowest: 优, 良, 中, 低. */
export const creditGrades = ['excellent', 'good', 'fair', 'low'] as const;
export const creditGrade = z.enum(creditGrades);
export type CreditGrade = z.infer<typeof creditGrade>;

/** What a grade asks of somebody. Never a ban: at least one booking ahead is always possible. */
const creditEffects = z.object({
  /** Bookings ahead at a time; the palace's own limit when that is lower. */
  maxActive: z.int().min(1).max(200),
  /** Whether places may be held for companions. */
  companions: z.boolean(),
  /** Whether they are asked the day before to say that they will come. Who does not answer keeps the booking. */
  confirm: z.boolean(),
});
export type CreditEffects = z.infer<typeof creditEffects>;

/** Part of a palace's booking rules, and versioned with them: a booking keeps those it was made under. */
export const creditRules = z
  .object({
    enabled: z.boolean(),
    /** Points off a full credit of 100. */
    noShowPoints: z.int().min(0).max(50),
    lateCancelPoints: z.int().min(0).max(50),
    /** Cancelling so soon after booking costs nothing, however near the start is. */
    graceMinutes: z.int().min(0).max(1440),
    /** After so many days half of the points have come back. */
    halfLifeDays: z.int().min(7).max(365),
    /** How long after the entry it can be appealed against. */
    appealDays: z.int().min(3).max(90),
    /** Within how many days the palace answers; an appeal left unanswered is accepted. */
    answerDays: z.int().min(1).max(30),
    /** Lowest score of a grade; below the last one it is `low`. */
    grades: z.object({
      excellent: z.int().min(3).max(100),
      good: z.int().min(2).max(99),
      fair: z.int().min(1).max(98),
    }),
    fair: creditEffects,
    low: creditEffects,
  })
  .refine(({ grades }) => grades.excellent > grades.good && grades.good > grades.fair, {
    message: 'each grade begins above the next',
    path: ['grades'],
  })
  .refine(({ fair, low }) => low.maxActive <= fair.maxActive, {
    message: 'low allows no more than fair',
    path: ['low', 'maxActive'],
  });
export type CreditRules = z.infer<typeof creditRules>;

/** Rules of a palace that has not made its own. */
export const defaultCreditRules: CreditRules = {
  enabled: true,
  noShowPoints: 20,
  lateCancelPoints: 8,
  graceMinutes: 15,
  halfLifeDays: 60,
  appealDays: 14,
  answerDays: 7,
  grades: { excellent: 85, good: 70, fair: 50 },
  fair: { maxActive: 5, companions: true, confirm: true },
  low: { maxActive: 3, companions: false, confirm: true },
};

export const creditEntryKinds = ['no_show', 'late_cancel'] as const;
export type CreditEntryKind = (typeof creditEntryKinds)[number];

/** Why an entry no longer counts: an appeal was accepted, the palace did not answer it in time, or they came after all. */
export const creditReliefs = ['appeal', 'unanswered', 'attended'] as const;
export type CreditRelief = (typeof creditReliefs)[number];

export const appealReasons = ['shift_change', 'illness', 'transport', 'palace_fault', 'other'] as const;
export const appealReason = z.enum(appealReasons);
export type AppealReason = z.infer<typeof appealReason>;

export const appealStatuses = ['open', 'accepted', 'rejected'] as const;
export const appealStatus = z.enum(appealStatuses);
export type AppealStatus = z.infer<typeof appealStatus>;

const appealOfMine = z.object({
  id,
  reason: appealReason,
  text: z.string(),
  status: appealStatus,
  createdAt: instant,
  /** By then the palace answers; else it is accepted. */
  answerBy: instant,
  decidedAt: instant.nullable(),
  /** What the palace said. */
  note: z.string(),
});

export const creditEntry = z.object({
  id,
  kind: z.enum(creditEntryKinds),
  /** What it is about: a booking of a session, or one of a space. The other is null. */
  bookingId: id.nullable(),
  spaceBookingId: id.nullable(),
  /** Of the session; the space's name. */
  title: z.string(),
  titleEn: z.string(),
  /** Start of the session, or of what was booked of the space. */
  startsAt: instant,
  /** When it happened, from which on it decays. */
  occurredAt: instant,
  /** Points that it cost. */
  points: z.int(),
  /** Points that it costs now, to one decimal; 0 when relieved. */
  pointsNow: z.number(),
  halfLifeDays: z.int(),
  relief: z.enum(creditReliefs).nullable(),
  appealUntil: instant,
  canAppeal: z.boolean(),
  appeal: appealOfMine.nullable(),
});
export type CreditEntry = z.infer<typeof creditEntry>;

export const creditStanding = z.object({
  /** 0 to 100. */
  score: z.int().min(0).max(100),
  grade: creditGrade,
  /** What the grade asks; null when nothing. */
  effects: creditEffects.nullable(),
  /** When the next better grade is reached, if nothing is added; null at the best. */
  nextGradeAt: instant.nullable(),
});
export type CreditStanding = z.infer<typeof creditStanding>;

export const palaceCredit = creditStanding.extend({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  rules: creditRules,
  /** Newest first, at most 50. */
  entries: z.array(creditEntry),
  /** The score on this day and every 7th after it, if nothing is added. */
  recovery: z.array(z.object({ at: instant, score: z.number() })),
});
export type PalaceCredit = z.infer<typeof palaceCredit>;

// A worker's own credit

export const listMyCredit = route({
  method: 'GET',
  path: '/api/v1/me/credit',
  summary:
    'My credit at each palace where anything was ever entered: score, what it means, every entry, recovery',
  tag,
  access: signedIn,
  response: z.object({ palaces: z.array(palaceCredit) }),
});

export const getMyCreditAt = route({
  method: 'GET',
  path: '/api/v1/me/credit/:palaceId',
  summary: 'My credit at a palace and the rules that a booking made now would keep',
  tag,
  access: signedIn,
  params: palaceParams,
  response: creditStanding.extend({ rules: creditRules }),
});

export const getMyBookingCredit = route({
  method: 'GET',
  path: '/api/v1/me/bookings/:bookingId/credit',
  summary: 'What cancelling this booking now, or not coming, would cost by the rules it was made under',
  tag,
  access: signedIn,
  params: z.object({ bookingId: id }),
  response: z.object({
    enabled: z.boolean(),
    noShowPoints: z.int(),
    lateCancelPoints: z.int(),
    /** Points that cancelling now costs; 0 while it is early, or within the time of grace. */
    cancelNowPoints: z.int(),
    /** Cancelling until then costs nothing because it was booked so late; null when that plays no part. */
    graceUntil: instant.nullable(),
    standing: creditStanding,
    /** The standing after cancelling now. */
    afterCancelling: creditStanding,
    /** Whether I have been asked to say that I will come, and when I did. */
    attendance: z.object({ askedAt: instant, confirmedAt: instant.nullable() }).nullable(),
    entry: creditEntry.nullable(),
  }),
});
export type BookingCredit = z.infer<(typeof getMyBookingCredit)['response']>;

export const confirmMyAttendance = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/attendance',
  summary: 'Say that I will come; twice is as good as once',
  tag,
  access: signedIn,
  params: z.object({ bookingId: id }),
  response: z.object({ askedAt: instant, confirmedAt: instant }),
});

export const appealCreditEntry = route({
  method: 'POST',
  path: '/api/v1/me/credit/:palaceId/entries/:entryId/appeal',
  summary: 'Appeal against an entry, once; refused with `appeal-too-late` after its time',
  tag,
  access: signedIn,
  params: palaceParams.extend({ entryId: id }),
  /** `other` needs words: refused with `appeal-needs-words`. */
  body: z.object({ reason: appealReason, text: z.string().trim().max(500).default('') }),
  status: 201,
  response: creditEntry,
});

// The palace's answer

/** An appeal as those who decide it see it. */
export const creditAppeal = z.object({
  id,
  entryId: id,
  /** As of the entry. */
  bookingId: id.nullable(),
  spaceBookingId: id.nullable(),
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
  kind: z.enum(creditEntryKinds),
  points: z.int(),
  title: z.string(),
  titleEn: z.string(),
  /** null where it is about a space. */
  sessionId: id.nullable(),
  startsAt: instant,
  occurredAt: instant,
  reason: appealReason,
  text: z.string(),
  status: appealStatus,
  createdAt: instant,
  answerBy: instant,
  decidedAt: instant.nullable(),
  /** Name of who decided; null while open, or when nobody answered in time. */
  decidedBy: z.string().nullable(),
  note: z.string(),
  /** The person's appeal is one's own: somebody else decides it. */
  own: z.boolean(),
});
export type CreditAppeal = z.infer<typeof creditAppeal>;

const deciders = staff('front_desk', 'coordinator', 'director');

export const listCreditAppeals = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/credit-appeals',
  summary: 'Appeals: open ones by deadline, decided ones latest first',
  tag,
  access: deciders,
  params: palaceParams,
  query: pageQuery.extend({ state: z.enum(['open', 'decided']).default('open') }),
  response: page(creditAppeal).extend({ open: z.int() }),
});

export const getCreditAppeal = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/credit-appeals/:appealId',
  summary: 'An appeal with the person’s credit and history at this palace',
  tag,
  access: deciders,
  params: palaceParams.extend({ appealId: id }),
  response: creditAppeal.extend({
    standing: creditStanding,
    /** The standing if it is accepted. */
    ifAccepted: creditStanding,
    history: z.object({
      /** Bookings of the last year that were attended, missed without excuse, excused, and cancelled late. */
      attended: z.int(),
      missed: z.int(),
      excused: z.int(),
      cancelledLate: z.int(),
      appealsAccepted: z.int(),
      appealsRejected: z.int(),
    }),
  }),
});
export type CreditAppealDetail = z.infer<(typeof getCreditAppeal)['response']>;

export const decideCreditAppeal = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/credit-appeals/:appealId/decision',
  summary: 'Accept or reject, once; the person is told with the note. Accepted, the entry counts no longer',
  tag,
  access: deciders,
  params: palaceParams.extend({ appealId: id }),
  /** Rejecting needs a note: refused with `rejection-needs-words`. */
  body: z.object({ accept: z.boolean(), note: z.string().trim().max(200).default('') }),
  response: creditAppeal,
});

export const previewCreditRules = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/credit-rules/preview',
  summary: 'What rules would mean to somebody who misses two sessions a month apart; writes nothing',
  tag,
  access: staff('director'),
  params: palaceParams,
  body: creditRules,
  response: z.object({
    afterOne: creditStanding,
    afterTwo: creditStanding,
    /** Days after the second until the best grade is reached again. */
    daysToExcellent: z.int(),
  }),
});
