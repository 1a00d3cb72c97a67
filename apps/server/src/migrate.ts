import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

const DIRECTORY = new URL('../migrations/', import.meta.url);
/** Advisory lock that serialises concurrent starters. */
const LOCK = 7_305_117;

/**
 * Applies the numbered migrations that the database does not have yet, each in its own transaction, then those
 * of the job queue. Safe to call from several processes at once. Returns the names applied.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const applied = await applyMissing(client);
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    // A lost connection fails the migration's own query; the pool's event adds nothing to that.
    pool.on('error', () => undefined);
    pool.on('connect', (connection) => connection.on('error', () => undefined));
    try {
      await runMigrations({ pgPool: pool });
    } finally {
      await pool.end();
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  await client.query(
    'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string }>('select name from migration');
  const known = new Set(rows.map((row) => row.name));
  const missing = (await readdir(DIRECTORY))
    .filter((name) => name.endsWith('.sql') && !known.has(name))
    .sort();
  for (const name of missing) {
    await client.query('begin');
    try {
      await client.query(await readFile(new URL(name, DIRECTORY), 'utf8'));
      await client.query('insert into migration (name) values ($1)', [name]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`migration ${name}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  return missing;
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (url === undefined) {
    console.error('migrate: DATABASE_URL is not set');
    process.exit(1);
  }
  try {
    const applied = await migrate(url);
    console.log(applied.length === 0 ? 'migrate: up to date' : `migrate: applied ${applied.join(', ')}`);
  } catch (error) {
    console.error(`migrate: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
