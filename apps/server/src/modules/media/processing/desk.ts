import type { Deps } from '../../../kernel/deps.ts';
import { roomForJobs } from '../uploads/room.ts';
import { anythingDue, markWaiting } from './leases.store.ts';
import { processNext } from './process-video.ts';
import { transcoderOf } from './transcoder.ts';

/** Videos that a worker process works on at this moment. */
const working = new WeakMap<Deps, Set<Promise<void>>>();

/**
 * Begins with what waits, as far as this process has hands for it, and returns at once: processing takes minutes, and the
 * job runner has other work. What a dead worker left is found by the minute's call.
 */
export async function wakeDesk(deps: Deps): Promise<void> {
  if (!(await mayWork(deps))) return;
  const hands = working.get(deps) ?? new Set();
  working.set(deps, hands);
  while (
    hands.size < deps.config.media.transcoders &&
    (await anythingDue(deps.db.reader, deps.clock.now()))
  ) {
    const hand = processAll(deps)
      .catch((error: unknown) => deps.log.error({ err: error }, 'media: processing stopped'))
      .finally(() => hands.delete(hand));
    hands.add(hand);
  }
}

/** Processes everything that is due, one after the other. */
export async function processAll(deps: Deps): Promise<void> {
  while ((await mayWork(deps)) && (await processNext(deps)));
}

async function mayWork(deps: Deps): Promise<boolean> {
  if ((await transcoderOf(deps.config)) === null) {
    await deps.db.transact((tx) => markWaiting(tx, 'transcoder'));
    return false;
  }
  if (await roomForJobs(deps)) return true;
  await deps.db.transact((tx) => markWaiting(tx, 'room'));
  return false;
}
