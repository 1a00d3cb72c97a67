/**
 * - `ordinary`: signed in by phone; for one's own things.
 * - `enrolling`: the password was right and no second factor exists yet. Good for nothing but setting one up.
 * - `strong`: the second factor was given in this sign-in; opens the console.
 */
export type SessionStage = 'ordinary' | 'enrolling' | 'strong';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a session lasts without being used, and at most, in ms. */
interface Lifetime {
  readonly idle: number;
  readonly total: number;
  /** Use is written down at most this often. */
  readonly step: number;
}

const lifetimes: Readonly<Record<SessionStage, Lifetime>> = {
  ordinary: { idle: 30 * DAY, total: 365 * DAY, step: DAY },
  enrolling: { idle: 15 * MINUTE, total: 15 * MINUTE, step: MINUTE },
  // The console closes itself after half an hour without use.
  strong: { idle: 30 * MINUTE, total: 12 * 60 * MINUTE, step: MINUTE },
};

/** The longest that any session can last, in seconds. */
export const LONGEST_SESSION_S = lifetimes.ordinary.total / 1000;

/** Until when a session used at `now` stays open. */
export function idleUntil(session: { stage: SessionStage; createdAt: Date }, now: Date): Date {
  const { idle, total } = lifetimes[session.stage];
  return new Date(Math.min(now.getTime() + idle, session.createdAt.getTime() + total));
}

/** The new end of a session used at `now`; null when it is too little later to be worth a write. */
export function extension(
  session: { stage: SessionStage; createdAt: Date; idleUntil: Date },
  now: Date,
): Date | null {
  const until = idleUntil(session, now);
  return until.getTime() - session.idleUntil.getTime() >= lifetimes[session.stage].step ? until : null;
}

/** When the session was last used, to the precision with which use is written down. */
export const lastUse = (session: { stage: SessionStage; idleUntil: Date }): Date =>
  new Date(session.idleUntil.getTime() - lifetimes[session.stage].idle);
