/**
 * `npm run reset`: an empty, migrated database. `npm run demo` (`--demo`): the same with the demonstration loaded
 * anew. Everything that was in the database is gone, so a person at a terminal is asked; `--yes` answers. In
 * production only `--yes` does.
 */
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import { migrate, openDatabase } from './database.ts';
import { describeSignIns, loadDemonstration } from './demonstration.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { Progress } from './progress.ts';
import { Refusal, runTool } from './refusal.ts';

const flags = new Set(process.argv.slice(2));
const progress = new Progress();

async function main(): Promise<void> {
  const environment = readEnvironment();
  await confirm(environment);
  const database = await openDatabase(environment);
  try {
    await progress.step('清空数据库 Emptying the database', () => recreate(database.url));
    await progress.step('更新数据表 Migrating', () => migrate(environment, database.url));
    if (flags.has('--demo')) await load(environment, database.url);
  } finally {
    await database.stop();
  }
}

async function confirm(environment: Environment): Promise<void> {
  if (flags.has('--yes')) return;
  if (environment.production) {
    throw new Refusal(
      '生产环境下清空数据库须加 --yes：npm run reset -- --yes',
      'In production emptying the database needs --yes: npm run reset -- --yes',
    );
  }
  if (!process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    '将删除数据库中的全部数据，继续？ This deletes everything in the database. Continue? [y/N] ',
  );
  terminal.close();
  if (!/^y/i.test(answer.trim())) throw new Refusal('已取消，数据未变', 'Cancelled: nothing was changed');
}

/** Drops the database and makes it again. Whoever is still connected would lose it under their feet: refused. */
async function recreate(url: string): Promise<void> {
  const address = new URL(url);
  const name = pg.escapeIdentifier(decodeURIComponent(address.pathname.slice(1)));
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== OBJECT_IN_USE) throw error;
    throw new Refusal('数据库正在使用中，请先停止服务器', 'The database is in use: stop the server first');
  } finally {
    await client.end();
  }
}

const OBJECT_IN_USE = '55006';

async function load(environment: Environment, url: string): Promise<void> {
  const signIns = await progress.step('载入演示数据 Loading the demonstration', (note) =>
    loadDemonstration(environment, url, note),
  );
  console.log(`\n${describeSignIns(signIns).join('\n')}`);
}

await runTool(main);
