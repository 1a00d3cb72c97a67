import type { MailingTarget } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { findSessionIds, type SessionShown, sessionsByIds } from '../../programme/index.ts';
import type { Audience } from './mailings.store.ts';

/** Sessions of an activity that a message reaches: the latest ones. */
const SESSIONS = 5000;

/** Whose bookings a message is about. Throws `not-found` for an activity or session that is not the palace's. */
export async function audienceOf(
  reader: Reader | Tx,
  palaceId: string,
  target: MailingTarget,
  now: Date,
): Promise<Audience & { readonly session: SessionShown | null }> {
  const { activityId, sessionId, statuses } = target;
  if (sessionId === null) {
    const sessions = await findSessionIds(reader, palaceId, { activityId }, SESSIONS);
    if (sessions.length === 0) throw new Problem('not-found');
    return { palaceId, sessions, statuses, endingAfter: now, session: null };
  }
  const session = (await sessionsByIds(reader, [{ palaceId, sessionId }])).get(sessionId);
  if (session?.activityId !== activityId) throw new Problem('not-found');
  return { palaceId, sessions: [sessionId], statuses, endingAfter: null, session };
}
