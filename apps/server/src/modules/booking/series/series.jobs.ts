import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { finishEnrolments, promoteQueues } from './promote.ts';

const everyMinute = { cron: '* * * * *' };

export const seriesJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.promote-enrolments'), (_, deps: Deps) => promoteQueues(deps), everyMinute),
  job(defineJob('booking.finish-enrolments'), (_, deps: Deps) => finishEnrolments(deps), everyMinute),
];
