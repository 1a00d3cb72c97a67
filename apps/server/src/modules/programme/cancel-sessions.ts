import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { release } from '../venue/index.ts';
import { sessionCancelled } from './programme.events.ts';
import type { SessionRow } from './programme.tables.ts';
import { updateSessionRow } from './session.store.ts';

/** Cancels sessions that the caller has locked: frees rooms and teachers and tells who listens why. */
export async function cancelSessions(
  tx: Tx,
  deps: Deps,
  sessions: readonly SessionRow[],
  reason: string,
): Promise<void> {
  for (const session of sessions) {
    await updateSessionRow(tx, session, { status: 'cancelled', cancel_reason: reason });
    await release(tx, session.palace_id, session.id);
  }
  await deps.bus.emit(
    tx,
    sessionCancelled,
    ...sessions.map((session) => ({
      palaceId: session.palace_id,
      sessionId: session.id,
      activityId: session.activity_id,
      reason,
    })),
  );
}
