import type { Deps } from '../../../kernel/deps.ts';
import { type JobBinding, job } from '../../../kernel/jobs.ts';
import { returnAllDue, returnAllotments, returnSession } from './share-out.ts';

export const allotmentJobs: readonly JobBinding<Deps>[] = [
  job(
    returnAllotments,
    async ({ palaceId, sessionId }, deps: Deps) => {
      if (palaceId === undefined || sessionId === undefined) return returnAllDue(deps);
      await deps.db.transact((tx) => returnSession(tx, deps, { palaceId, sessionId }));
    },
    { cron: '* * * * *' },
  ),
];
