/**
 * `npm test [-- <path fragment> …] [--test-name-pattern=…]`: runs the tests whose path contains one of the
 * fragments, all without one. Starts a PostgreSQL of its own in a temporary folder, migrates the template database
 * that every test file clones, builds the pages for browser tests, and leaves nothing behind.
 */
import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Postgres, startPostgres } from './postgres.ts';
import { Progress } from './progress.ts';
import { Refusal, runTool } from './refusal.ts';
import { root, runNode } from './run.ts';
import { groupTests } from './test-groups.ts';
import { buildWeb, isWebBuilt } from './web-build.ts';

const FOLDER_PREFIX = 'wengong-test-';
const TEST_TIMEOUT_MS = 180_000;
const patterns = [
  'packages/*/src/**/*.test.ts',
  'apps/*/src/**/*.test.ts',
  'tools/**/*.test.ts',
  'e2e/**/*.test.ts',
  'bench/**/*.test.ts',
];

async function main(): Promise<number> {
  const files = findTests(process.argv.slice(2).filter((word) => !word.startsWith('-')));
  const flags = process.argv.slice(2).filter((word) => word.startsWith('-'));
  removeAbandoned();
  const inBrowser = files.some((file) => file.startsWith('e2e'));
  if (inBrowser && !isWebBuilt()) await new Progress().step('构建页面 Building the pages', buildWeb);
  const dataDir = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  // What one process has read and stripped of its types, the hundreds after it need not.
  process.env.NODE_COMPILE_CACHE ??= join(dataDir, 'compiled');
  let postgres: Postgres | undefined;
  try {
    postgres = await startPostgres({ dataDir, test: true });
    await createTemplate(postgres.adminUrl);
    const processes = groupTests(files, join(dataDir, 'groups'));
    return await runTests(processes, flags, { adminUrl: postgres.adminUrl, folder: join(dataDir, 'data') });
  } finally {
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function findTests(fragments: string[]): string[] {
  const all = globSync(patterns, { cwd: root }).sort();
  const files = fragments.length === 0 ? all : all.filter((file) => fragments.some((f) => file.includes(f)));
  if (files.length > 0) return files;
  const wanted = fragments.join(' ');
  throw new Refusal(`没有路径包含 ${wanted} 的测试`, `No test has ${wanted} in its path`);
}

/** Folders of runs that were killed; the number in the name is the process that made it. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The migrated database that the test kit clones. No connection may be open to it while it is cloned. */
async function createTemplate(adminUrl: string): Promise<void> {
  await administer(adminUrl, 'CREATE DATABASE wengong_template');
  const url = new URL(adminUrl);
  url.pathname = '/wengong_template';
  const env = { ...process.env, DATABASE_URL: url.href };
  const { code, output } = await runNode(['apps/server/src/migrate.ts'], { env, onLine: () => undefined });
  if (code !== 0) throw new Refusal('数据库迁移失败', 'The migrations failed', output);
  // Tests cancel and book in the same moment; the test of what the delay is for sets it again.
  await administer(
    url.href,
    "create or replace function pool_reopen_delay() returns interval language sql immutable as 'select interval ''0'''",
  );
  await administer(adminUrl, 'ALTER DATABASE wengong_template ALLOW_CONNECTIONS false IS_TEMPLATE true');
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What a run of the tests has for itself: a PostgreSQL, and a folder for files that the tests keep. */
interface Stage {
  readonly adminUrl: string;
  readonly folder: string;
}

async function runTests(files: string[], flags: string[], { adminUrl, folder }: Stage): Promise<number> {
  const options = ['--test', '--test-concurrency=2'];
  for (const reporter of ['spec', './tools/slowest-files.ts'])
    options.push(`--test-reporter=${reporter}`, '--test-reporter-destination=stdout');
  options.push(`--test-timeout=${TEST_TIMEOUT_MS}`, ...flags);
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    WENGONG_TEST_DATABASE_URL: adminUrl,
    WENGONG_DATA: folder,
  };
  const { code } = await runNode([...options, ...files], { env, group: true });
  return code;
}

await runTool(main);
