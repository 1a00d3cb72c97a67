import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { expireInvitations } from './expire-invitations.ts';

export const transferJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.expire-invitations'), (_, deps: Deps) => expireInvitations(deps), {
    cron: '* * * * *',
  }),
];
