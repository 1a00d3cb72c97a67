import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { deleteCodesBefore } from './auth/codes.store.ts';
import { deleteFailuresBefore } from './auth/password-lock.store.ts';
import { deleteEnded } from './auth/sessions.store.ts';
import { peopleToErase } from './people/people.store.ts';

const DAY_MS = 24 * 3600 * 1000;
const ERASED_AT_ONCE = 100;

const erasePeople = defineJob<Record<never, never>>('identity.erase-people');
const clearSignIns = defineJob<Record<never, never>>('identity.clear-sign-ins');

export const identityJobs: readonly JobBinding<Deps>[] = [
  job(erasePeople, (_payload, deps) => eraseDuePeople(deps), { cron: '17 * * * *' }),
  job(clearSignIns, (_payload, deps) => clearOldSignIns(deps), { cron: '41 3 * * *' }),
];

/** Erases everybody whose cooling-off has ended, each in one transaction over all modules. */
async function eraseDuePeople({ db, clock, personalData, log }: Deps): Promise<void> {
  const now = clock.now();
  for (;;) {
    const due = await peopleToErase(db.reader, now, ERASED_AT_ONCE);
    for (const { id } of due) {
      await db.transact(async (tx) => {
        // Identity comes last: the others still find what they hold by the person's number.
        for (const each of [...personalData].reverse()) await each.erasePerson(tx, id, now);
      });
    }
    if (due.length > 0) log.info({ people: due.length }, 'erased accounts whose cooling-off has ended');
    if (due.length < ERASED_AT_ONCE) return;
  }
}

/** Removes what sign-ins left behind: ended sessions, old codes and old failures. */
async function clearOldSignIns({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  const yesterday = new Date(now.getTime() - DAY_MS);
  await db.transact(async (tx) => {
    await deleteEnded(tx, now);
    await deleteCodesBefore(tx, yesterday);
    await deleteFailuresBefore(tx, yesterday);
  });
}
