import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import { BATCH, inBatches } from '../upkeep/sweep.ts';
import { teamClosed, teamClosing } from './teams.events.ts';
import { teamFactOf } from './teams.present.ts';
import { takeClosing, takeEnded } from './teams.store.ts';

/** Its seats return by the job of all allotments; this tells the leader, and frees their place for another team. */
export const teamJobs: readonly JobBinding<Deps>[] = [
  job(
    defineJob('booking.close-teams'),
    async (_, deps: Deps) => {
      await inBatches(deps, nudgeBatch);
      await inBatches(deps, closeBatch);
    },
    { cron: '* * * * *' },
  ),
];

async function nudgeBatch(tx: Tx, deps: Deps): Promise<number> {
  const teams = await takeClosing(tx, deps.clock.now(), BATCH);
  await deps.bus.emit(
    tx,
    teamClosing,
    ...teams.map((team) => ({ ...teamFactOf(team), until: team.closes_at.toISOString() })),
  );
  return teams.length;
}

async function closeBatch(tx: Tx, deps: Deps): Promise<number> {
  const teams = await takeEnded(tx, deps.clock.now(), BATCH);
  await deps.bus.emit(tx, teamClosed, ...teams.filter((team) => !team.closed).map(teamFactOf));
  return teams.length;
}
