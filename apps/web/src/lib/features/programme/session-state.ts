import type { ActivitySession } from '@wengong/contract';

export type SessionState = 'cancelled' | 'not-open' | 'closed' | 'running' | 'full' | 'open';

/** What can be done about a session now. `full` still takes people onto its waiting list. */
export function sessionState(session: ActivitySession, now = Date.now()): SessionState {
  if (session.status === 'cancelled') return 'cancelled';
  if (now < Date.parse(session.bookingOpensAt)) return 'not-open';
  if (now >= Date.parse(session.bookingClosesAt)) {
    return now >= Date.parse(session.startsAt) ? 'running' : 'closed';
  }
  return session.seatsLeft > 0 ? 'open' : 'full';
}
