import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { passExpiring } from './passes.events.ts';
import { passFactOf } from './passes.present.ts';
import { takeExpiring } from './passes.store.ts';

export const passJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.warn-passes'), (_, deps: Deps) => warnPasses(deps), { cron: '5 * * * *' }),
];

const DAY = 86_400_000;
/** How long before its end the person is told. */
const WARNED = 7 * DAY;
const BATCH = 500;
/** Transactions in one run; what is left waits for the next hour. */
const MOST_BATCHES = 40;

/** Tells people that a pass with something left runs out within a week. */
async function warnPasses(deps: Deps): Promise<void> {
  for (let count = 0; count < MOST_BATCHES; count += 1) {
    if ((await deps.db.transact((tx) => warnBatch(tx, deps))) < BATCH) return;
  }
}

async function warnBatch(tx: Tx, deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const passes = await takeExpiring(tx, now, new Date(now.getTime() + WARNED), BATCH);
  await deps.bus.emit(tx, passExpiring, ...passes.map(passFactOf));
  return passes.length;
}
