import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { allotmentJobs } from './allotments/allotments.jobs.ts';
import { ballotJobs } from './ballot/ballot.jobs.ts';
import { creditJobs } from './credit/credit.jobs.ts';
import { deskJobs } from './desk/desk.jobs.ts';
import { groupJobs } from './groups/groups.jobs.ts';
import { mailingJobs } from './mailings/mailings.jobs.ts';
import { passJobs } from './passes/passes.jobs.ts';
import { giveUpAll } from './personal/give-up-bookings.ts';
import { seriesJobs } from './series/series.jobs.ts';
import { teamJobs } from './teams/teams.jobs.ts';
import { transferJobs } from './transfer/transfer.jobs.ts';
import { reconcile } from './upkeep/reconcile.ts';
import { remind } from './upkeep/remind.ts';
import { expireHolds, finishSessions, finishSpaces, lapseWaiting } from './upkeep/sweep.ts';
import { waitingRoomJobs } from './waiting-room/waiting-room.jobs.ts';

/** Cancels what a person has ahead whose account is being erased. */
export const giveUpBookings = defineJob<{ personId: string }>('booking.give-up');

const everyMinute = { cron: '* * * * *' };

/** Each kind of upkeep is a job of its own, so that trouble with one does not stop the others. */
export const bookingJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.expire-offers'), (_, deps: Deps) => expireHolds(deps), everyMinute),
  job(defineJob('booking.lapse-waiting'), (_, deps: Deps) => lapseWaiting(deps), everyMinute),
  job(defineJob('booking.finish-sessions'), (_, deps: Deps) => finishSessions(deps), everyMinute),
  job(defineJob('booking.finish-spaces'), (_, deps: Deps) => finishSpaces(deps), everyMinute),
  job(defineJob('booking.remind'), (_, deps: Deps) => remind(deps), everyMinute),
  job(defineJob('booking.reconcile'), (_, deps: Deps) => reconcile(deps), { cron: '17 * * * *' }),
  ...allotmentJobs,
  ...deskJobs,
  ...groupJobs,
  ...mailingJobs,
  job(giveUpBookings, ({ personId }, deps: Deps) => giveUpAll(personId, deps)),
  ...ballotJobs,
  ...passJobs,
  ...teamJobs,
  ...transferJobs,
  ...seriesJobs,
  ...creditJobs,
  ...waitingRoomJobs,
];
