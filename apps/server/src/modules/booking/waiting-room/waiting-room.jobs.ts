import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { forgetPlaces } from './waiting-room.store.ts';

/** Who stood in a queue is nobody's business a week after the session. */
const KEPT_MS = 7 * 24 * 3_600_000;

export const waitingRoomJobs: readonly JobBinding<Deps>[] = [
  job(
    defineJob('booking.forget-places'),
    async (_: object, deps: Deps) => {
      const before = new Date(deps.clock.now().getTime() - KEPT_MS);
      await deps.db.transact((tx) => forgetPlaces(tx, before));
    },
    { cron: '43 20 * * *' },
  ),
];
