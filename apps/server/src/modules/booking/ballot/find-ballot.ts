import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import { type Ballot, ballotOfSession, isDrawn } from './ballots.store.ts';

interface SessionParams {
  readonly palaceId: string;
  readonly sessionId: string;
}

/** A session and its ballot. Throws `not-found` when one of them is not there. */
export async function findBallot(
  reader: Reader | Tx,
  { palaceId, sessionId }: SessionParams,
): Promise<{ session: SessionForBooking; ballot: Ballot }> {
  const session = await sessionForBooking(reader, palaceId, sessionId);
  const ballot = session === null ? undefined : await ballotOfSession(reader, palaceId, sessionId);
  if (session === null || ballot === undefined) throw new Problem('not-found');
  return { session, ballot };
}

/** As `findBallot`, for the public: only of a published activity. */
export async function findPublicBallot(reader: Reader | Tx, params: SessionParams) {
  const found = await findBallot(reader, params);
  if (found.session.activity.status !== 'published') throw new Problem('not-found');
  return found;
}

/** Refuses with `ballot-session` while places of the session can only be had by ballot. */
export async function requireDrawn(
  reader: Reader | Tx,
  session: Pick<SessionForBooking, 'palaceId' | 'sessionId' | 'release'> | null,
): Promise<void> {
  if (session?.release !== 'ballot') return;
  if (!(await isDrawn(reader, session.palaceId, session.sessionId))) throw new Problem('ballot-session');
}
