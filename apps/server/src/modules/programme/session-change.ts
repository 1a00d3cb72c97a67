import type { StaffSession } from '@wengong/contract';
import type { Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { lockActivity, updateActivityRow } from './activity.store.ts';
import type { ActivityRow, SessionRow } from './programme.tables.ts';
import { lockSessions, seatsOfSession, sessionById } from './session.store.ts';
import { staffSessionsOf } from './staff-activity.ts';

/**
 * Locks a session for a change, its activity first, and checks that the caller saw its newest version. Throws
 * `not-found`, `conflict`, `session-cancelled`, `session-over`.
 */
export async function lockSessionForChange(
  tx: Tx,
  key: { palaceId: string; sessionId: string },
  version: number | undefined,
  now: Date,
): Promise<{ activity: ActivityRow; session: SessionRow }> {
  const seen = await sessionById(tx, key.palaceId, key.sessionId);
  if (seen === undefined) throw new Problem('not-found');
  const activity = await lockActivity(tx, key.palaceId, seen.activity_id);
  const [session] = await lockSessions(tx, key.palaceId, [key.sessionId]);
  if (activity === undefined || session === undefined) throw new Problem('not-found');
  if (version !== undefined && session.version !== version) throw new Problem('conflict');
  if (session.status === 'cancelled') throw new Problem('session-cancelled');
  if (session.ends_at <= now) throw new Problem('session-over');
  return { activity, session };
}

/** A session as the console shows it. */
export async function staffSessionOf(tx: Tx, session: SessionRow): Promise<StaffSession> {
  const seats = await seatsOfSession(tx, session);
  const [shown] = await staffSessionsOf(tx, session.palace_id, [{ ...session, seats_left: seats.left }]);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
}

/**
 * A reviewer decides on what they saw: a session that changes during review gives the activity a new version, and one
 * that changes after the approval, before the time to publish, takes the approval away.
 */
export async function noteForReviewer(tx: Tx, activity: ActivityRow, now: Date): Promise<void> {
  if (activity.status !== 'submitted') return;
  const approved = activity.publish_at !== null;
  await updateActivityRow(tx, activity, now, approved ? { publish_at: null, reviewed_by: null } : {});
}
