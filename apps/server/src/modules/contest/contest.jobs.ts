import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { contestsUnderWay, lockContest } from './contest.store.ts';
import { searchFraud } from './findings/search-fraud.ts';
import { dealGallery, galleriesToDeal } from './gallery/gallery.store.ts';
import { checkContests } from './invariants.store.ts';
import { askFinalReviews } from './results/ask-final-reviews.ts';

/** An order of the gallery is dealt anew after so long. */
const DEALT_MS = 24 * 3_600_000;

export const contestJobs: readonly JobBinding<Deps>[] = [
  job(
    defineJob('contest.deal-galleries'),
    async (_: object, deps: Deps) => {
      const now = deps.clock.now();
      for (const key of await galleriesToDeal(deps.db.reader, new Date(now.getTime() - DEALT_MS))) {
        await deps.db.transact(async (tx) => {
          if ((await lockContest(tx, key))?.state === 'published') await dealGallery(tx, key, now);
        });
      }
    },
    { cron: '*/5 * * * *' },
  ),
  job(
    defineJob('contest.search-fraud'),
    async (_: object, deps: Deps) => {
      const now = deps.clock.now();
      for (const key of await contestsUnderWay(deps.db.reader)) {
        await deps.db.transact((tx) => searchFraud(tx, key, now));
      }
    },
    { cron: '*/10 * * * *' },
  ),
  job(defineJob('contest.ask-final-reviews'), (_: object, deps: Deps) => askFinalReviews(deps), {
    cron: '*/10 * * * *',
  }),
  job(
    defineJob('contest.check'),
    async (_: object, deps: Deps) => {
      for (const drift of await checkContests(deps.db.reader)) {
        deps.log.error({ drift }, 'contest: a counter or chain differs from its rows');
      }
    },
    { cron: '23 4 * * *' },
  ),
];
