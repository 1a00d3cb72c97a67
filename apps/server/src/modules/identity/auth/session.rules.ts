const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a session lasts without being used, and at most, in ms. */
interface Lifetime {
  readonly idle: number;
  readonly total: number;
  /** Use is written down at most this often. */
  readonly step: number;
}

/** A session with the second factor opens the console: it closes itself after half an hour without use. */
const strongLifetime: Lifetime = { idle: 30 * MINUTE, total: 12 * 60 * MINUTE, step: MINUTE };
const ordinaryLifetime: Lifetime = { idle: 30 * DAY, total: 365 * DAY, step: DAY };

/** The longest that any session can last, in seconds. */
export const LONGEST_SESSION_S = ordinaryLifetime.total / 1000;

const lifetimeOf = (strong: boolean) => (strong ? strongLifetime : ordinaryLifetime);

/** Until when a session used at `now` stays open. */
export function idleUntil(session: { strong: boolean; createdAt: Date }, now: Date): Date {
  const { idle, total } = lifetimeOf(session.strong);
  return new Date(Math.min(now.getTime() + idle, session.createdAt.getTime() + total));
}

/** The new end of a session used at `now`; null when it is too little later to be worth a write. */
export function extension(
  session: { strong: boolean; createdAt: Date; idleUntil: Date },
  now: Date,
): Date | null {
  const until = idleUntil(session, now);
  return until.getTime() - session.idleUntil.getTime() >= lifetimeOf(session.strong).step ? until : null;
}

/** When the session was last used, to the precision with which use is written down. */
export const lastUse = (session: { strong: boolean; idleUntil: Date }): Date =>
  new Date(session.idleUntil.getTime() - lifetimeOf(session.strong).idle);
