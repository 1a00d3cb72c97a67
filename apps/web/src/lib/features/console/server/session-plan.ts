import {
  type Quota,
  type ReleaseMode,
  type RepeatRule,
  type SessionPlan,
  type SessionTemplate,
  type WorkerCategory,
  workerCategories,
} from '@wengong/contract';
import { addDays, instantOfInput } from '#lib/features/console/clock.ts';
import type { FormReader } from './form-reader.ts';

const MINUTE = 60_000;

/** One session as its form says it, with every time given as such. */
export function readPlan(form: FormReader): SessionPlan {
  return {
    ...readShared(form),
    startsAt: form.instant('startsAt'),
    endsAt: form.instant('endsAt'),
    bookingOpensAt: form.instant('bookingOpensAt'),
    bookingClosesAt: form.instant('bookingClosesAt'),
  };
}

/** One plan for each chosen date: same hours, room, seats; the booking window is relative to each start. */
export function readPlans(form: FormReader, timeZone: string, now: Date): SessionPlan[] {
  const shared = readShared(form);
  const start = form.text('startTime');
  const end = form.text('endTime');
  const at = (day: string, time: string) => instantOfInput(`${day}T${time}`, timeZone) ?? '';
  return form.choices('dates').map((day) => {
    const startsAt = at(day, start);
    const endsAt = at(end <= start ? addDays(day, 1) : day, end);
    const closes = new Date(Date.parse(startsAt) - form.integer('closesMinutes') * MINUTE);
    return {
      ...shared,
      startsAt,
      endsAt,
      bookingOpensAt: opening(form, day, at, now),
      bookingClosesAt: Number.isNaN(closes.getTime()) ? '' : closes.toISOString(),
    };
  });
}

/** What a rule's form says: how its sessions repeat and what they have in common. */
export function readRule(form: FormReader): { repeat: RepeatRule; template: SessionTemplate } {
  const days = form.text('opensDays');
  return {
    repeat: form.json<RepeatRule>('repeat'),
    template: {
      ...readShared(form),
      startTime: form.text('startTime'),
      endTime: form.text('endTime'),
      opens: days === 'now' ? null : { daysBefore: Number(days), time: form.text('opensTime') },
      closesMinutesBefore: form.integer('closesMinutes'),
    },
  };
}

function opening(
  form: FormReader,
  day: string,
  at: (day: string, time: string) => string,
  now: Date,
): string {
  const days = form.text('opensDays');
  return days === 'now' ? now.toISOString() : at(addDays(day, -Number(days)), form.text('opensTime'));
}

function readShared(form: FormReader) {
  const release = form.choice<ReleaseMode>('release');
  return {
    spaceId: form.textOrNull('spaceId'),
    teacherId: form.textOrNull('teacherId'),
    capacity: form.integer('capacity'),
    quotas: readQuotas(form),
    ...(release ? { release } : {}),
  };
}

function readQuotas(form: FormReader): Quota[] {
  return workerCategories.flatMap((category: WorkerCategory) => {
    const text = form.text(`quota-${category}`);
    return text === '' || text === '0' ? [] : [{ category, seats: form.integer(`quota-${category}`) }];
  });
}
