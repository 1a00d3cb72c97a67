import { setTimeout as delay } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run } from 'graphile-worker';
import { sql } from 'kysely';
import type { Database, Tx } from './db.ts';
import type { Log } from './log.ts';

/** Pause before another runner is tried, ms. */
const RESTART_MS = 1000;

/** A job's name and what its payload is: `const expireHolds = defineJob<{ palaceId: string }>('booking.expire-holds')`. */
export interface JobType<Payload> {
  readonly name: string;
  /** Only for the types: never set. */
  readonly payload?: Payload;
}

export const defineJob = <Payload extends object>(name: string): JobType<Payload> => ({ name });

export interface JobBinding<Deps> {
  readonly name: string;
  readonly run: (payload: never, deps: Deps) => Promise<void>;
  /** Cron pattern (UTC) on which the job also runs by itself, with an empty payload. */
  readonly cron?: string;
}

export function job<Payload, Deps>(
  type: JobType<Payload>,
  work: (payload: Payload, deps: Deps) => Promise<void>,
  options: { cron?: string } = {},
): JobBinding<Deps> {
  return { name: type.name, run: work as JobBinding<Deps>['run'], ...options };
}

/**
 * Enqueues a job in the transaction that caused it. With `key`, a job of that key that is still waiting is
 * replaced instead of doubled.
 */
export async function enqueue<Payload extends object>(
  tx: Tx,
  type: JobType<Payload>,
  payload: Payload,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${type.name}, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}::text)`.execute(tx);
}

/**
 * Runs jobs and cron until stopped; `stop` waits for those under way. A runner that lost the database ends, and another
 * takes its place once the database is back: the server outlives a restart of PostgreSQL.
 */
export async function startJobs<Deps>(
  database: Database,
  bindings: readonly JobBinding<Deps>[],
  deps: Deps,
  log: Log,
) {
  const begin = () =>
    run({
      pgPool: database.pool,
      concurrency: 2,
      noHandleSignals: true,
      // Unless they are batched, the library leaves a job's end that cannot be written unhandled, which ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: Object.fromEntries(
        bindings.map((each) => [each.name, (payload: unknown) => each.run(payload as never, deps)]),
      ),
      parsedCronItems: parseCronItems(
        bindings.flatMap((each) => (each.cron === undefined ? [] : [{ task: each.name, match: each.cron }])),
      ),
      logger: quietLogger(log),
    });
  let stopped = false;
  let runner: Runner | null = await begin();
  const keepRunning = async (started: Runner): Promise<void> => {
    const reason = await started.promise.catch((error) => error);
    if (stopped) return;
    log.error({ err: reason }, 'jobs: the runner ended, another takes its place');
    runner = null;
    while (!stopped && runner === null) {
      await delay(RESTART_MS);
      runner = await begin().catch(() => null);
    }
    if (runner !== null) void keepRunning(runner);
  };
  void keepRunning(runner);
  return {
    async stop() {
      stopped = true;
      await runner?.stop();
    },
  };
}

/** Hands graphile-worker's warnings and errors to the server's log and drops its chatter. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
