import type { Audience, BookingObstacle, BookingStatus, WorkerCategory } from '@wengong/contract';

const MINUTE = 60_000;

/** Longer than this, one may come at any time while it runs (an exhibition), and be elsewhere besides. */
const DROP_IN_MS = 16 * 60 * MINUTE;

/** From so long before the start, seats of a series that are free can be booked singly. */
const SINGLE_MS = 48 * 60 * MINUTE;

export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Of a palace's booking policy, what rules are made of; in minutes. */
export interface Rules {
  readonly cancel_until_minutes: number;
  readonly check_in_opens_minutes: number;
  readonly check_in_closes_minutes: number;
  readonly offer_minutes: number;
}

/** Of a session, what decides who may book it when and for how much. */
export interface Terms extends Period {
  /** Its activity is published. */
  readonly published: boolean;
  readonly cancelled: boolean;
  readonly bookingOpensAt: Date;
  readonly bookingClosesAt: Date;
  readonly openTo: Audience;
  readonly categories: readonly WorkerCategory[];
  readonly priceFen: number;
  readonly memberPriceFen: number;
  readonly maxCompanions: number;
  /** Sold as a whole: single places only shortly before. */
  readonly series: boolean;
}

/** What a person can claim about themselves, attested by a union or employer. */
export interface Standing {
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

/** A session so long that people drop in: it keeps nobody from being elsewhere. */
export const isDropIn = ({ startsAt, endsAt }: Period): boolean =>
  endsAt.getTime() - startsAt.getTime() > DROP_IN_MS;

/** Until when a seat can be offered, taken from an offer, or given back. The database computes the same. */
export const deadlineOf = (session: Period): Date => (isDropIn(session) ? session.endsAt : session.startsAt);

/** What keeps a person from booking, apart from seats and their own other bookings; null when nothing does. */
export function obstacleOf(terms: Terms, standing: Standing, now: Date): BookingObstacle | null {
  if (!terms.published) return 'session-not-open';
  if (terms.cancelled) return 'session-called-off';
  if (now < terms.bookingOpensAt) return 'booking-not-open-yet';
  if (now >= terms.bookingClosesAt) return 'booking-closed';
  if (terms.series && terms.startsAt.getTime() - now.getTime() > SINGLE_MS) return 'enrol-in-series';
  if (terms.openTo === 'members' && !standing.member) return 'members-only';
  if (terms.openTo === 'categories' && !terms.categories.some((each) => standing.categories.includes(each))) {
    return 'not-eligible';
  }
  return null;
}

export interface Price {
  /** Fen for all seats. */
  readonly total: number;
  /** Fen for the person. */
  readonly own: number;
  /** Fen for each companion: nobody has verified that they are members. */
  readonly companion: number;
}

export function priceOf(
  terms: Pick<Terms, 'priceFen' | 'memberPriceFen'>,
  standing: Standing,
  companions: number,
): Price {
  const own = standing.member ? terms.memberPriceFen : terms.priceFen;
  return { own, companion: terms.priceFen, total: own + companions * terms.priceFen };
}

export const cancelEarlyUntil = (rules: Rules, session: Pick<Period, 'startsAt'>): Date =>
  new Date(session.startsAt.getTime() - rules.cancel_until_minutes * MINUTE);

const cancellable: readonly BookingStatus[] = ['held', 'waitlisted', 'confirmed'];

export const canCancel = (booking: Period & { status: BookingStatus }, now: Date): boolean =>
  cancellable.includes(booking.status) && now < deadlineOf(booking);

/** How cancelling now counts. Giving up an offer or a place in the queue is never late. */
export function cancellationOf(
  booking: Period & { status: BookingStatus },
  rules: Rules,
  now: Date,
): 'cancelled_early' | 'cancelled_late' {
  if (booking.status !== 'confirmed') return 'cancelled_early';
  return now <= cancelEarlyUntil(rules, booking) ? 'cancelled_early' : 'cancelled_late';
}

/** Until when a seat offered now is kept: null when it is too late to offer. */
export function holdUntil(rules: Rules, session: Period, now: Date): Date | null {
  const end = Math.min(now.getTime() + rules.offer_minutes * MINUTE, deadlineOf(session).getTime());
  return end > now.getTime() ? new Date(end) : null;
}

/** When tickets are admitted. Of a session that people drop into, until it ends. */
export function checkInWindow(rules: Rules, session: Period): { opensAt: Date; closesAt: Date } {
  const start = session.startsAt.getTime();
  return {
    opensAt: new Date(start - rules.check_in_opens_minutes * MINUTE),
    closesAt: isDropIn(session) ? session.endsAt : new Date(start + rules.check_in_closes_minutes * MINUTE),
  };
}

/** 张三丰 → 张**; a Latin name keeps its first letter. Never more than two asterisks: length is telling, too. */
export function maskName(name: string): string {
  const [first = ''] = Array.from(name.trim());
  return first === '' ? '**' : `${first}**`;
}
