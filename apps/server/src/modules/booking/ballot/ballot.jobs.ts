import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { type BallotKey, ballotsToClose, ballotsToDraw } from './ballots.store.ts';
import { closeBallot } from './close-ballot.ts';
import { drawBallot } from './draw-ballot.ts';

/** Draws one ballot, for whoever does not wait for its time. */
export const drawOneBallot = defineJob<BallotKey>('booking.draw-ballot');

/** Ballots handled in one run; what is left waits for the next minute. */
const MOST = 50;
const everyMinute = { cron: '* * * * *' };

export const ballotJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.close-ballots'), (_, deps: Deps) => closeDue(deps), everyMinute),
  job(defineJob('booking.draw-ballots'), (_, deps: Deps) => drawDue(deps), everyMinute),
  job(drawOneBallot, (key, deps: Deps) => drawBallot(deps, key)),
];

/** Fixes the entries of ballots whose closing time has come. */
async function closeDue(deps: Deps): Promise<void> {
  for (const key of await ballotsToClose(deps.db.reader, deps.clock.now(), MOST))
    await closeBallot(deps, key);
}

/** Draws what is due. In another transaction than the closing, so that the hash is public before the seed is. */
async function drawDue(deps: Deps): Promise<void> {
  for (const key of await ballotsToDraw(deps.db.reader, deps.clock.now(), MOST)) await drawBallot(deps, key);
}
