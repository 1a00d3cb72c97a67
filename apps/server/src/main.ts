import { buildApp } from './app.ts';
import { systemClock } from './kernel/clock.ts';
import { ConfigError, readConfig } from './kernel/config.ts';
import { deriveKeys } from './kernel/crypto.ts';
import { createDatabase } from './kernel/db.ts';
import { forgetAnswersJob } from './kernel/idempotency.ts';
import { startJobs } from './kernel/jobs.ts';
import { createLog } from './kernel/log.ts';
import { startRelay } from './kernel/outbox.ts';

/** Environment → configuration → roles (`web`, `worker`) → serve until told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config);
  const db = createDatabase({
    url: config.databaseUrl,
    readUrl: config.databaseReadUrl,
    poolSize: config.dbPool,
  });
  const app = await buildApp({
    config,
    log,
    db,
    clock: systemClock,
    keys: deriveKeys(config.secret),
  });
  const worker = config.roles.has('worker');
  const relay = worker ? startRelay(app.deps.bus, db, app.deps, log) : null;
  const jobs = worker
    ? await startJobs(
        db,
        [forgetAnswersJob, ...app.modules.flatMap((each) => each.jobs ?? [])],
        app.deps,
        log,
      )
    : null;

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: finishing what is in flight');
    const overdue = setTimeout(() => process.exit(1), 15_000);
    await app.server.close();
    await Promise.all([relay?.stop(), jobs?.stop()]);
    await db.close();
    clearTimeout(overdue);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  process.on('disconnect', () => void stop('parent gone'));

  const address = config.roles.has('web')
    ? await app.server.listen({ host: config.host, port: config.port })
    : 'no web role';
  process.send?.({ type: 'ready', address });
}

try {
  await main();
} catch (error) {
  const lines = error instanceof ConfigError ? error.problems : [String(error)];
  for (const line of lines) process.stderr.write(`wengong: ${line}\n`);
  process.exit(1);
}
