import { Logger, parseCronItems, run } from 'graphile-worker';
import { sql } from 'kysely';
import type { Database, Tx } from './db.ts';
import type { Log } from './log.ts';

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

/** Runs jobs and cron until stopped; `stop` waits for those under way. */
export async function startJobs<Deps>(
  database: Database,
  bindings: readonly JobBinding<Deps>[],
  deps: Deps,
  log: Log,
) {
  const runner = await run({
    pgPool: database.pool,
    concurrency: 2,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      bindings.map((each) => [each.name, (payload: unknown) => each.run(payload as never, deps)]),
    ),
    parsedCronItems: parseCronItems(
      bindings.flatMap((each) => (each.cron === undefined ? [] : [{ task: each.name, match: each.cron }])),
    ),
    logger: quietLogger(log),
  });
  return { stop: () => runner.stop() };
}

/** Hands graphile-worker's warnings and errors to the server's log and drops its chatter. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });
}
