import { AssertionError } from 'node:assert/strict';
import { sql } from 'kysely';
import { buildApp } from '../../app.ts';
import { createDatabase } from '../../kernel/db.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../testkit/person.ts';
import type { TestSession } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';
import { checkInvariants } from './upkeep/invariants.store.ts';

/** The app on whose database a file's races are run, with what `prepare` changes there. */
export async function openRaces(
  prepare: (target: TestApp) => Promise<unknown> = async () => undefined,
  ...options: Parameters<typeof createTestApp>
): Promise<TestApp> {
  const app = await openBookings(...options);
  await prepare(app);
  return app;
}

/** Changes the schema of a test's own database. */
export const change = (target: TestApp, statement: string) =>
  target.deps.db.transact((tx) => sql.raw(statement).execute(tx));

/**
 * The rules that the checker finds broken after `statements` are done by somebody with the database's own rights. All of it
 * is taken back. Rejects with what a guard says.
 */
export async function brokenBy(target: TestApp, ...statements: string[]): Promise<Set<string>> {
  const over = new Error('taken back');
  const rules = new Set<string>();
  try {
    await target.deps.db.transact(async (tx) => {
      for (const statement of statements) await sql.raw(statement).execute(tx);
      for (const { rule } of await checkInvariants(tx)) rules.add(rule);
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
  return rules;
}

/** `lock_pools` with a pause after it has looked; `locking` is its locking clause, empty for no lock. */
export const replaceLock = (target: TestApp, locking: string) =>
  change(
    target,
    `create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool
    language plpgsql volatile as $$
    begin
      return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
        order by session_id, depth desc, id ${locking};
      if cardinality(pools) > 0 then perform pg_sleep(0.1); end if;
    end $$`,
  );

/** Makes inserts of some rows take a moment, so that others act between looking and what was looked for. */
export const pauseInserts = (target: TestApp, table: string, condition = 'true') =>
  change(
    target,
    `create or replace function pause() returns trigger language plpgsql as
      'begin perform pg_sleep(0.3); return new; end';
    create trigger pause before insert on ${table} for each row when (${condition}) execute function pause()`,
  );

/** Runs a race on a database of its own, from which `unguard` takes what should prevent harm. */
export async function withoutGuard(
  unguard: (target: TestApp) => Promise<unknown>,
  race: (target: TestApp) => Promise<void>,
): Promise<void> {
  const target = await createTestApp();
  try {
    await unguard(target);
    await race(target);
  } finally {
    await target.close();
  }
}

/**
 * A negative control: without its guard the race must do the harm that `race` looks for. Whether contenders meet is
 * up to the scheduler of a busy machine, so the race may be run again; a guard that is not needed fails every time.
 */
export async function goesWrong(
  unguard: (target: TestApp) => Promise<unknown>,
  race: (target: TestApp) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withoutGuard(unguard, race);
    } catch (error) {
      if (!(error instanceof AssertionError) || attempt === ATTEMPTS) throw error;
    }
  }
}

const ATTEMPTS = 5;

/** Servers of one database, as in a network of several processes: what one process puts in order, others race past. */
export async function withServers(
  target: TestApp,
  count: number,
  race: (servers: readonly TestApp[]) => Promise<void>,
): Promise<void> {
  const { config, log, clock, keys } = target.deps;
  const databases = Array.from({ length: count }, () =>
    createDatabase({ url: config.databaseUrl, poolSize: 2 }),
  );
  const apps = await Promise.all(
    databases.map((db) => buildApp({ config, log, clock, keys, db }, { pages: false })),
  );
  try {
    await Promise.all(apps.map((each) => each.server.ready()));
    await race(
      apps.map((each) => ({ ...target, ...each, inject: (options) => each.server.inject(options) })),
    );
  } finally {
    await Promise.all(apps.map((each) => each.server.close()));
    await Promise.all(databases.map((db) => db.close()));
  }
}

export const workers = (target: TestApp, count: number): Promise<TestPerson[]> =>
  Promise.all(Array.from({ length: count }, () => createWorker(target)));

/** What became of requests sent at once: how many of each status, by error code where refused. */
export async function attempt(requests: Promise<{ statusCode: number; json(): { code?: string } }>[]) {
  const counts: Record<string, number> = {};
  for (const answer of await Promise.all(requests)) {
    const what = answer.statusCode < 400 ? 'done' : (answer.json().code ?? String(answer.statusCode));
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

export const post = (target: TestApp, path: string, as: TestPerson, body: object = {}, key?: string) =>
  target.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { cookie: as.cookie, ...(key ? { 'idempotency-key': key } : {}) },
    payload: body,
  });
export const claim = (
  target: TestApp,
  session: TestSession,
  as: TestPerson,
  body: object = {},
  key?: string,
) => post(target, `/palaces/${session.palaceId}/sessions/${session.sessionId}/bookings`, as, body, key);

/** Resolves once so many others wait for a lock, or `over` says that it need not. */
export async function untilWaiting(target: TestApp, count: number, over = () => false): Promise<void> {
  while (!over()) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(target.deps.db.reader);
    if (rows.length >= count) return;
  }
}
