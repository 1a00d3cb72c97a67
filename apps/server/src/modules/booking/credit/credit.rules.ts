import type { CreditEffects, CreditEntryKind, CreditGrade, CreditRules } from '@wengong/contract';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Points off a full credit, half of which have come back after `halfLifeDays`. A relief's points are below 0. */
export interface Debit {
  readonly points: number;
  readonly halfLifeDays: number;
  readonly occurredAt: Date;
}

export interface Standing {
  /** 0 to 100. */
  readonly score: number;
  readonly grade: CreditGrade;
  readonly effects: CreditEffects | null;
  readonly nextGradeAt: Date | null;
}

export const FULL = 100;

/** What a debit still costs at an instant; in full until it has happened. */
export function remaining({ points, halfLifeDays, occurredAt }: Debit, at: Date): number {
  const days = Math.max(0, at.getTime() - occurredAt.getTime()) / DAY;
  return points * 2 ** (-days / halfLifeDays);
}

/** The exact score, 0 to 100. The same debits give the same score in whatever order. */
export function scoreAt(debits: readonly Debit[], at: Date): number {
  const costs = debits.map((debit) => remaining(debit, at)).toSorted((a, b) => a - b);
  const off = costs.reduce((sum, cost) => sum + cost, 0);
  return Math.min(FULL, Math.max(0, FULL - off));
}

export function gradeOf(score: number, { grades }: CreditRules): CreditGrade {
  if (score >= grades.excellent) return 'excellent';
  if (score >= grades.good) return 'good';
  return score >= grades.fair ? 'fair' : 'low';
}

export const effectsOf = (grade: CreditGrade, rules: CreditRules): CreditEffects | null =>
  grade === 'fair' || grade === 'low' ? rules[grade] : null;

const untouched: Standing = { score: FULL, grade: 'excellent', effects: null, nextGradeAt: null };

/** What debits mean under rules. Where the palace has switched credit off, nothing. */
export function standingAt(debits: readonly Debit[], rules: CreditRules, at: Date): Standing {
  if (!rules.enabled) return untouched;
  const score = Math.round(scoreAt(debits, at));
  const grade = gradeOf(score, rules);
  return { score, grade, effects: effectsOf(grade, rules), nextGradeAt: betterAt(debits, rules, grade, at) };
}

/** When the next better grade is reached if nothing is added, to the minute. The score only rises, so that halving finds it. */
function betterAt(
  debits: readonly Debit[],
  { grades }: CreditRules,
  grade: CreditGrade,
  now: Date,
): Date | null {
  if (grade === 'excellent') return null;
  const threshold = { low: grades.fair, fair: grades.good, good: grades.excellent }[grade];
  const reached = (at: number) => Math.round(scoreAt(debits, new Date(at))) >= threshold;
  let before = now.getTime();
  let after = before + DAY;
  while (!reached(after)) after += after - before;
  while (after - before > MINUTE) {
    const middle = before + (after - before) / 2;
    if (reached(middle)) after = middle;
    else before = middle;
  }
  return new Date(Math.ceil(after / MINUTE) * MINUTE);
}

/** Points that an event costs a booking made under these rules; 0 when nothing is entered. */
export function pointsOf(kind: CreditEntryKind, rules: CreditRules): number {
  if (!rules.enabled) return 0;
  return kind === 'no_show' ? rules.noShowPoints : rules.lateCancelPoints;
}

/** Until when cancelling costs nothing because the booking has only just been made; null while it was never confirmed. */
export const graceUntil = (rules: CreditRules, confirmedAt: Date | null): Date | null =>
  confirmedAt === null ? null : new Date(confirmedAt.getTime() + rules.graceMinutes * MINUTE);

export const appealUntil = (rules: CreditRules, enteredAt: Date): Date =>
  new Date(enteredAt.getTime() + rules.appealDays * DAY);

export const answerBy = (rules: CreditRules, appealedAt: Date): Date =>
  new Date(appealedAt.getTime() + rules.answerDays * DAY);

/** How far ahead recovery is shown, at most. */
const SHOWN_WEEKS = 26;

/** The score now and every 7th day until it is whole again or half a year is over. */
export function recoveryOf(debits: readonly Debit[], now: Date): { at: Date; score: number }[] {
  const course: { at: Date; score: number }[] = [];
  for (let week = 0; week <= SHOWN_WEEKS; week += 1) {
    const at = new Date(now.getTime() + week * 7 * DAY);
    const score = Math.round(scoreAt(debits, at) * 10) / 10;
    course.push({ at, score });
    if (score >= FULL - 1) break;
  }
  return course;
}

/** Days apart of the two no-shows that rules are tried on. */
const APART_DAYS = 30;

/** What rules mean to somebody who misses two sessions a month apart. */
export function tryRules(rules: CreditRules, now: Date) {
  const second = new Date(now.getTime() + APART_DAYS * DAY);
  const missed = (occurredAt: Date): Debit => ({
    points: rules.noShowPoints,
    halfLifeDays: rules.halfLifeDays,
    occurredAt,
  });
  const two = [missed(now), missed(second)];
  let days = 0;
  const excellent = (after: number) =>
    standingAt(two, rules, new Date(second.getTime() + after * DAY)).grade === 'excellent';
  while (!excellent(days)) days += 1;
  return {
    afterOne: standingAt([missed(now)], rules, now),
    afterTwo: standingAt(two, rules, second),
    daysToExcellent: days,
  };
}
