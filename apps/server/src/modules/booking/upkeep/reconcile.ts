import type { Deps } from '../../../kernel/deps.ts';
import { poolsOutdated } from '../booking.events.ts';
import { checkInvariants, idleSeats, recordDrift } from './invariants.store.ts';

/**
 * Compares every counter with the rows it counts. Drift is a defect: it is logged as an error and kept, never put right
 * in silence. Seats found idle beside somebody who waits are offered.
 */
export async function reconcile(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const drifts = await checkInvariants(deps.db.reader);
  const idle = await idleSeats(deps.db.reader, now);
  for (const drift of drifts) deps.log.error({ drift }, 'booking: a counter differs from its rows');
  if (drifts.length === 0 && idle.length === 0) return;
  await deps.db.transact(async (tx) => {
    await recordDrift(tx, drifts, now);
    await deps.bus.emit(tx, poolsOutdated, ...idle);
  });
}
