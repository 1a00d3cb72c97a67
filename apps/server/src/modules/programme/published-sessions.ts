import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { sessionPublished } from './programme.events.ts';
import { isComing } from './programme.rules.ts';
import type { SessionRow } from './programme.tables.ts';

/** Says that those of `sessions` that are still to come are on the portal. */
export async function announcePublished(
  tx: Tx,
  deps: Deps,
  sessions: readonly SessionRow[],
  now: Date,
): Promise<void> {
  const coming = sessions.filter((session) => isComing(session, now));
  await deps.bus.emit(
    tx,
    sessionPublished,
    ...coming.map((session) => ({
      palaceId: session.palace_id,
      sessionId: session.id,
      activityId: session.activity_id,
      capacity: session.capacity,
    })),
  );
}
