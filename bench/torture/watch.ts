import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase } from '../../apps/server/src/kernel/db.ts';
import { checkInvariants } from '../../apps/server/src/modules/booking/index.ts';
import type { History } from './history.ts';

/** So much happens between one look and the next. */
const EVERY_OPERATIONS = 20_000;
const PAUSE_MS = 1000;

/**
 * Recomputes the invariants of the rows now and then while the contenders go on, until told to stop: they hold at every
 * moment, and a run of an hour need not end to tell that one was broken. Each rule is told of once.
 */
export async function watchInvariants(url: string, history: History, over: AbortSignal): Promise<void> {
  const broken = new Set<string>();
  for (let next = EVERY_OPERATIONS; !over.aborted; ) {
    if (history.operations < next) {
      await delay(PAUSE_MS, undefined, { signal: over }).catch(() => undefined);
      continue;
    }
    for (const drift of await driftsNow(url)) {
      if (broken.has(drift.rule)) continue;
      broken.add(drift.rule);
      history.broke(drift.rule, drift);
    }
    next = history.operations + EVERY_OPERATIONS;
  }
}

/** Nothing where PostgreSQL is just away: it is asked again later. */
async function driftsNow(url: string): ReturnType<typeof checkInvariants> {
  const db = createDatabase({ url, poolSize: 1 });
  try {
    return await checkInvariants(db.reader);
  } catch {
    return [];
  } finally {
    await db.close();
  }
}
