import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { tellDue } from './tell.ts';

/** Puts messages that are due into inboxes. Enqueued for when one is due; every minute in case that was lost. */
export const tellMailings = defineJob<Record<never, never>>('booking.tell-mailings');

export const mailingJobs: readonly JobBinding<Deps>[] = [
  job(tellMailings, (_, deps: Deps) => tellDue(deps), { cron: '* * * * *' }),
];
