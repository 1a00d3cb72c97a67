import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { forgetSearches } from './desk.store.ts';

const forgetSearched = defineJob<Record<never, never>>('booking.forget-searches');

export const deskJobs: readonly JobBinding<Deps>[] = [
  job(forgetSearched, (_, { db, clock }: Deps) => db.transact((tx) => forgetSearches(tx, clock.now())), {
    cron: '23 * * * *',
  }),
];
