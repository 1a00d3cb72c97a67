import type { PushPreferences, PushTopic } from '@wengong/contract';
import type { MessageKind, MessageParams } from '../notice.kinds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Urgency = 'low' | 'normal' | 'high';

interface Manner {
  readonly topic: PushTopic;
  /** High: also in quiet hours, and the phone is woken. */
  readonly urgency: Urgency;
  /** When it is of no use any more. */
  readonly until: (params: MessageParams, now: number) => number;
}

/** While it can be acted upon. */
const untilDeadline = ({ until, startsAt }: MessageParams) => Date.parse(until ?? startsAt);
/** While it is ahead. */
const untilStart = ({ startsAt }: MessageParams) => Date.parse(startsAt);
const untilEnd = ({ endsAt }: MessageParams) => Date.parse(endsAt);
const forDays = (days: number) => (_: MessageParams, now: number) => now + days * DAY;

const usual: Manner = { topic: 'results', urgency: 'normal', until: forDays(2) };

/** How messages are pushed; a kind that is not named is pushed as `usual`. */
const manners: Partial<Record<MessageKind, Manner>> = {
  'booking.offered': { topic: 'offers', urgency: 'high', until: untilDeadline },
  'booking.seat-invited': { topic: 'offers', urgency: 'high', until: untilDeadline },
  'booking.companions-awaited': { topic: 'offers', urgency: 'normal', until: untilDeadline },
  'booking.cancelled': { topic: 'changes', urgency: 'normal', until: untilStart },
  'booking.cancelled-by-host': { topic: 'changes', urgency: 'high', until: untilStart },
  'booking.mailing': { topic: 'changes', urgency: 'normal', until: forDays(2) },
  'booking.moved': { topic: 'changes', urgency: 'high', until: untilStart },
  'space.cancelled': { topic: 'changes', urgency: 'high', until: untilStart },
  'booking.reminder': { topic: 'reminders', urgency: 'normal', until: untilStart },
  'booking.reminder-soon': { topic: 'reminders', urgency: 'normal', until: untilStart },
  'booking.offer-ending': { topic: 'offers', urgency: 'high', until: untilDeadline },
  'pass.expiring': { topic: 'reminders', urgency: 'low', until: untilEnd },
  'booking.missed': { topic: 'credit', urgency: 'low', until: forDays(3) },
  'credit.lowered': { topic: 'credit', urgency: 'low', until: forDays(3) },
};

const mannerOf = (kind: MessageKind): Manner => manners[kind] ?? usual;

export const urgencyOf = (kind: MessageKind): Urgency => mannerOf(kind).urgency;

export const usualPreferences: PushPreferences = {
  muted: [],
  discreet: false,
  quietFrom: 22,
  quietUntil: 7,
};

/** When a message is pushed, and from when on no more; null when it is not wanted or would come too late. */
export function pushTimes(
  message: { readonly kind: MessageKind; readonly params: MessageParams },
  preferences: PushPreferences,
  now: Date,
): { dueAt: Date; expiresAt: Date } | null {
  const { topic, urgency, until } = mannerOf(message.kind);
  if (preferences.muted.includes(topic)) return null;
  const expiresAt = new Date(until(message.params, now.getTime()));
  const dueAt = urgency === 'high' ? now : afterQuiet(preferences, message.params.timeZone, now);
  return dueAt < expiresAt ? { dueAt, expiresAt } : null;
}

/** The end of the quiet hours that `now` lies in, else `now`. */
export function afterQuiet({ quietFrom, quietUntil }: PushPreferences, timeZone: string, now: Date): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const hour = part('hour');
  // From 22 to 7 goes over midnight: hours are counted from the beginning of the quiet.
  const length = (quietUntil - quietFrom + 24) % 24;
  const since = (hour - quietFrom + 24) % 24;
  if (since >= length) return now;
  const passed = part('minute') * MINUTE + part('second') * 1000 + now.getUTCMilliseconds();
  return new Date(now.getTime() + (length - since) * HOUR - passed);
}

/** How long after the nth failed attempt the next is made, at most an hour; the push service may ask for more. */
export const retryAfter = (attempts: number, asked: number | null): number =>
  Math.max(asked ?? 0, Math.min(2 ** Math.max(0, attempts - 1) * 30, 3600)) * 1000;
