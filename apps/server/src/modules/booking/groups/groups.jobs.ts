import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { acceptForAll, acceptForPerson, acceptInvitations } from './accept-invitations.ts';
import { forgetRosterNames } from './groups.store.ts';
import { lapseAllInvitations } from './invitations.ts';

/** Names on rosters are kept for a month after their use, for questions. */
const NAMES_KEPT_MS = 31 * 24 * 3600 * 1000;

const everyMinute = { cron: '* * * * *' };

export const groupJobs: readonly JobBinding<Deps>[] = [
  job(
    acceptInvitations,
    ({ personId }, deps: Deps) =>
      personId === undefined ? acceptForAll(deps) : acceptForPerson(deps, personId),
    everyMinute,
  ),
  job(defineJob('booking.lapse-invitations'), (_, deps: Deps) => lapseAllInvitations(deps), everyMinute),
  job(
    defineJob('booking.forget-roster-names'),
    async (_, { db, clock }: Deps) => {
      await db.transact((tx) => forgetRosterNames(tx, new Date(clock.now().getTime() - NAMES_KEPT_MS)));
    },
    { cron: '41 3 * * *' },
  ),
];
