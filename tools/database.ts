import pg from 'pg';
import { openDataFolder } from './data-folder.ts';
import { childEnvironment, type Environment } from './environment.ts';
import { findPostgres, foreignPostgres, type Postgres, startPostgres } from './postgres.ts';
import { Refusal } from './refusal.ts';
import { runNode } from './run.ts';

/** The outside server that DATABASE_URL names, or the embedded one, started now. `stop` ends only the latter. */
export async function openDatabase(environment: Environment): Promise<Postgres> {
  const { databaseUrl, dataDir } = environment;
  openDataFolder(dataDir);
  if (databaseUrl === undefined) return startPostgres({ dataDir });
  await checkConnection(databaseUrl);
  return foreignPostgres({ url: databaseUrl, adminUrl: databaseUrl });
}

async function checkConnection(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code ?? message;
    throw new Refusal(
      `无法连接 DATABASE_URL 的数据库（${reason}）`,
      `Cannot connect to DATABASE_URL (${reason})`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Does something with the database and leaves it as it was found: an embedded server that runs is used and goes on,
 * one that does not is started and stopped.
 */
export async function withDatabase<T>(
  environment: Environment,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const running = environment.databaseUrl === undefined ? findPostgres(environment.dataDir) : undefined;
  const database = running ?? (await openDatabase(environment));
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

/** Brings the database's tables up to this release. */
export async function migrate(environment: Environment, url: string): Promise<void> {
  const env = childEnvironment(environment, url);
  const { code, output } = await runNode(['apps/server/src/migrate.ts'], { env, onLine: () => undefined });
  if (code !== 0) throw new Refusal('数据库升级失败', 'The migration of the database failed', output);
}
