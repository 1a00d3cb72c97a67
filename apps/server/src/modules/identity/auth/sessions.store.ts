import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Open sessions of a person, newest first. */
export const openSessions = (reader: Reader, personId: string, now: Date) =>
  db
    .read(reader)
    .selectFrom('auth_session')
    .selectAll()
    .where('user_id', '=', personId)
    .where('expires_at', '>', now)
    .where('idle_until', '>', now)
    .where('stage', '<>', 'enrolling')
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();

/** Ends a person's session. Says whether there was one. */
export async function deleteSession(tx: Tx, personId: string, sessionId: string): Promise<boolean> {
  const row = await db
    .write(tx)
    .deleteFrom('auth_session')
    .where('id', '=', sessionId)
    .where('user_id', '=', personId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const deleteSessionByToken = (tx: Tx, token: string) =>
  db.write(tx).deleteFrom('auth_session').where('token', '=', token).execute();

/** Ends a person's sessions, except the one with the token `keep`. */
export async function deleteSessions(tx: Tx, personId: string, keep?: string): Promise<void> {
  let query = db.write(tx).deleteFrom('auth_session').where('user_id', '=', personId);
  if (keep !== undefined) query = query.where('token', '<>', keep);
  await query.execute();
}

/** The person who is setting up a second factor in this session; undefined when it is no such session. */
export const enrollingPerson = (tx: Tx, token: string, now: Date) =>
  db
    .write(tx)
    .selectFrom('auth_session')
    .innerJoin('auth_user', 'auth_user.id', 'auth_session.user_id')
    .innerJoin('person', 'person.id', 'auth_user.id')
    .select(['person.id', 'person.phone_cipher', 'auth_user.new_password_required', 'auth_user.username'])
    .where('auth_session.token', '=', token)
    .where('auth_session.stage', '=', 'enrolling')
    .where('auth_session.idle_until', '>', now)
    .executeTakeFirst();

/** Removes sessions that ended and codes that ran out before `now`. */
export async function deleteEnded(tx: Tx, now: Date): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('auth_session')
    .where((row) => row.or([row('expires_at', '<', now), row('idle_until', '<', now)]))
    .execute();
  await db.write(tx).deleteFrom('auth_verification').where('expires_at', '<', now).execute();
}
