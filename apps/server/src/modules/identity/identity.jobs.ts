import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { deleteCodesBefore } from './auth/codes.store.ts';
import { deleteFailuresBefore } from './auth/password-lock.store.ts';
import { deleteEnded } from './auth/sessions.store.ts';
import { notePhoneEnds, peopleToErase, peopleWithoutPhoneEnd } from './people/people.store.ts';
import { phoneEndHash } from './people/search.store.ts';
import { REMEMBERED_MS } from './phone-change/phone-change.rules.ts';
import { deleteChangesBefore } from './phone-change/phone-change.store.ts';

const DAY_MS = 24 * 3600 * 1000;
const ERASED_AT_ONCE = 100;
const NOTED_AT_ONCE = 2000;

const erasePeople = defineJob<Record<never, never>>('identity.erase-people');
const noteEnds = defineJob<Record<never, never>>('identity.note-phone-ends');
const clearSignIns = defineJob<Record<never, never>>('identity.clear-sign-ins');

export const identityJobs: readonly JobBinding<Deps>[] = [
  job(erasePeople, (_payload, deps) => eraseDuePeople(deps), { cron: '17 * * * *' }),
  job(noteEnds, (_payload, deps) => noteMissingEnds(deps), { cron: '*/5 * * * *' }),
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

/** Catches up with people whose number's end is not noted: those from before it was, and numbers changed elsewhere. */
async function noteMissingEnds({ db, keys }: Deps): Promise<void> {
  for (;;) {
    const people = await peopleWithoutPhoneEnd(db.reader, NOTED_AT_ONCE);
    const ends = people.flatMap(({ id, phone_cipher, phone_hash }) =>
      phone_cipher === null || phone_hash === null
        ? []
        : [{ id, phone_hash, phone_end: phoneEndHash(keys, keys.open(phone_cipher)) }],
    );
    if (ends.length > 0) await db.transact((tx) => notePhoneEnds(tx, ends));
    if (people.length < NOTED_AT_ONCE) return;
  }
}

/** Removes what sign-ins left behind: ended sessions, old codes and old failures. */
async function clearOldSignIns({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  const yesterday = new Date(now.getTime() - DAY_MS);
  await db.transact(async (tx) => {
    await deleteEnded(tx, now);
    await deleteCodesBefore(tx, yesterday);
    await deleteChangesBefore(tx, new Date(now.getTime() - REMEMBERED_MS));
    await deleteFailuresBefore(tx, yesterday);
  });
}
