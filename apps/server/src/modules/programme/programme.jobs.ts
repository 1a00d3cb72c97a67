import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { dropEndedListings } from './listing.store.ts';

/** Ended sessions are never listed, dropped or not; dropping them keeps the lists' table small. */
const dropEnded = defineJob<Record<string, never>>('programme.drop-ended-listings');

export const programmeJobs: readonly JobBinding<Deps>[] = [
  job(
    dropEnded,
    async (_payload, deps: Deps) => {
      await deps.db.transact((tx) => dropEndedListings(tx, deps.clock.now()));
    },
    { cron: '*/10 * * * *' },
  ),
];
