import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { deleteMessagesBefore } from './notice.store.ts';
import { pushJobs } from './push/push.jobs.ts';

/** Messages are kept for a year. */
const KEPT_MS = 366 * 24 * 3600 * 1000;

const clearMessages = defineJob<Record<never, never>>('notice.clear-messages');

export const noticeJobs: readonly JobBinding<Deps>[] = [
  job(
    clearMessages,
    async (_payload, { db, clock }) => {
      await db.transact((tx) => deleteMessagesBefore(tx, new Date(clock.now().getTime() - KEPT_MS)));
    },
    { cron: '53 3 * * *' },
  ),
  ...pushJobs,
];
