import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { plusDays } from '../../kernel/zone.ts';
import { countServed } from './equity/count-served.ts';
import { figureDrift } from './rollup/drift.ts';
import { rollUp } from './rollup/roll-up.ts';
import { markDays } from './rollup/rollup.store.ts';

/** Days that are compared with their rows every night. */
const CHECKED_DAYS = 9;

export const statisticsJobs: readonly JobBinding<Deps>[] = [
  job(
    defineJob('statistics.roll-up'),
    async (_, deps: Deps) => {
      await rollUp(deps);
    },
    { cron: '* * * * *' },
  ),
  job(
    defineJob('statistics.count-served'),
    async (_, deps: Deps) => {
      await countServed(deps);
    },
    { cron: '*/20 * * * *' },
  ),
  job(defineJob('statistics.check'), (_, deps: Deps) => checkFigures(deps), { cron: '40 19 * * *' }),
];

/** Compares the last days with their rows. A difference is a defect: it is logged, and the day is counted anew. */
async function checkFigures(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const today = now.toISOString().slice(0, 10);
  const drift = await figureDrift(
    deps.db.reader,
    { from: plusDays(today, -CHECKED_DAYS), to: plusDays(today, 1) },
    now,
  );
  for (const day of drift) deps.log.error({ day }, 'statistics: a figure differs from its rows');
  await deps.db.transact((tx) => markDays(tx, drift));
}
