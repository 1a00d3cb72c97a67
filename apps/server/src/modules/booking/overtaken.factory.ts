import { sql } from 'kysely';
import type { TestApp } from '../../testkit/app.ts';
import { untilWaiting, withServers } from './booking.races.factory.ts';

// A server that is overtaken: its connections are named, so that it waits at a gate where others pass.

const LATE = 'late';
const GATE_KEY = 7;

/** Makes `wait_at_gate()`, at which only a late server waits; where it is called from is the test's own. */
export const GATE = `create function wait_at_gate() returns void language plpgsql as $$ begin
  if current_setting('application_name') = '${LATE}' then perform pg_advisory_xact_lock_shared(${GATE_KEY}); end if;
end $$;`;

/** Lets a late server begin `work`, and go on from the gate only when `meanwhile` is done. */
export async function overtaken(
  target: TestApp,
  work: (late: TestApp) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const url = new URL(target.deps.config.databaseUrl);
  url.searchParams.set('application_name', LATE);
  const config = { ...target.deps.config, databaseUrl: url.toString() };
  await withServers({ ...target, deps: { ...target.deps, config } }, 1, async ([late]) => {
    let working: Promise<unknown> = Promise.resolve();
    await target.deps.db.transact(async (tx) => {
      await sql`select pg_advisory_xact_lock(${GATE_KEY})`.execute(tx);
      let done = false;
      working = work(late as TestApp).finally(() => {
        done = true;
      });
      working.catch(() => undefined);
      await untilWaiting(target, 1, () => done);
      await meanwhile();
    });
    await working;
  });
  await target.settle();
}
