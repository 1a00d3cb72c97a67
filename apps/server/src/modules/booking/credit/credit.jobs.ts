import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { overdueAppeals } from './appeals.store.ts';
import { decideAppeal } from './decide-appeal.ts';
import { lockCredit, type PersonAt, peopleWithEntries } from './ledger.store.ts';
import { voidStandings } from './standing.store.ts';
import { refreshStandings } from './standings.ts';

const BATCH = 500;

/** After a palace has changed its rules, what they mean to everybody with entries there. */
export const applyCreditRules = defineJob<{ palaceId: string }>('booking.apply-credit-rules');

export const creditJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('booking.raise-credit'), (_, deps: Deps) => raiseCredit(deps), { cron: '* * * * *' }),
  job(defineJob('booking.accept-unanswered'), (_, deps: Deps) => acceptUnanswered(deps), {
    cron: '*/5 * * * *',
  }),
  job(applyCreditRules, ({ palaceId }, deps: Deps) => applyRules(palaceId, deps)),
];

/** Gives who has reached a better grade their new standing. The old one was void from that minute on. */
async function raiseCredit(deps: Deps): Promise<void> {
  const people = await voidStandings(deps.db.reader, deps.clock.now(), BATCH);
  if (people.length > 0) await refresh(deps, people);
}

/** A palace that does not answer in time has accepted. */
async function acceptUnanswered(deps: Deps): Promise<void> {
  for (const { palaceId, appealId } of await overdueAppeals(deps.db.reader, deps.clock.now(), BATCH)) {
    const answer = { accept: true, note: '', by: null };
    await deps.db
      .transact((tx) => decideAppeal(tx, deps, { palaceId, appealId }, answer))
      // Somebody has answered in this very moment, or it is one that will be tried again: the others do not wait for it.
      .catch((error) => deps.log.warn({ err: error, appealId }, 'credit: an unanswered appeal stays open'));
  }
}

async function applyRules(palaceId: string, deps: Deps): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const people = await peopleWithEntries(deps.db.reader, palaceId, after, BATCH);
    const last = people.at(-1);
    if (last === undefined) return;
    await refresh(
      deps,
      people.map((personId) => ({ palaceId, personId })),
    );
    after = last;
  }
}

const refresh = (deps: Deps, people: readonly PersonAt[]) =>
  deps.db.transact(async (tx) => {
    await lockCredit(tx, people);
    await refreshStandings(tx, people, deps.clock.now());
  });
