import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { dropEndedListings } from './listing.store.ts';
import { publishAllDue, publishDue } from './publish-approved.ts';

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
  // Enqueued for its time as well: the minute's round is for what a stopped server missed.
  job(publishDue, (_payload, deps: Deps) => publishAllDue(deps), { cron: '* * * * *' }),
];
