/**
 * The embedded PostgreSQL: `startPostgres({ dataDir })` gives a running server and stops it again; it also stops
 * when the process that started it ends in any way, kill -9 included.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Account, chooseAccount, giveTo } from './postgres/account.ts';
import { binary } from './postgres/binaries.ts';
import {
  type Access,
  type ClusterPaths,
  checkCluster,
  clusterPaths,
  createCluster,
  readAccess,
  writeAccess,
} from './postgres/cluster.ts';
import { explainServerOutput, isPortTaken } from './postgres/failures.ts';
import { findFreePort, isPortFree } from './postgres/port.ts';
import { clearTraces, findServer, isSupervised } from './postgres/running.ts';
import { serverArguments } from './postgres/settings.ts';
import { Refusal } from './refusal.ts';

/** A running server. `url` names the database `wengong`, `adminUrl` the database `postgres`. */
export type Postgres = {
  url: string;
  adminUrl: string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const PORT_ATTEMPTS = 5;

/**
 * Starts PostgreSQL on the cluster in `<dataDir>/postgres`, making it first if needed, on a free loopback port that
 * stays the same where possible. `test` trades durability for speed. Refuses, in one line, a folder that is not
 * ours, is in use, or cannot be written.
 */
export async function startPostgres(options: { dataDir: string; test?: boolean }): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  const paths = clusterPaths(dataDir);
  mkdirSync(dataDir, { recursive: true });
  checkCluster(paths);
  if (isSupervised(paths) && findServer(paths) !== undefined) {
    throw new Refusal(
      `数据文件夹 ${dataDir} 正被另一个文宫进程使用，请先停止它`,
      `The data folder ${dataDir} is in use by another Wengong: stop that one first`,
    );
  }
  const account = chooseAccount();
  if (existsSync(paths.cluster)) await clearTraces(paths);
  else await createCluster(paths, account, options.test ?? false);
  giveTo(account, paths.cluster);
  chmodSync(paths.cluster, 0o700); // a copy made without modes would be refused
  const server = await launch(paths, account, options.test ?? false);
  await createDatabase(server.adminUrl, 'wengong');
  return server;
}

/** The server that already runs on this data folder, if one does; its `stop` leaves it running. */
export function findPostgres(dataDir: string): Postgres | undefined {
  const paths = clusterPaths(resolve(dataDir));
  if (!existsSync(paths.cluster) || findServer(paths) === undefined) return undefined;
  return foreignPostgres(urls(readAccess(paths)));
}

/** A server that somebody else looks after: it goes on when we stop. */
export function foreignPostgres(addresses: { url: string; adminUrl: string }): Postgres {
  return { ...addresses, ended: new Promise(() => undefined), stop: async () => undefined };
}

async function launch(paths: ClusterPaths, account: Account, test: boolean): Promise<Postgres> {
  const access = readAccess(paths);
  for (let attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
    const port = attempt === 0 && (await isPortFree(access.port)) ? access.port : await findFreePort();
    if (port !== access.port) writeAccess(paths, Object.assign(access, { port }));
    const supervisor = spawnSupervisor(paths, account, serverArguments(port, test));
    try {
      await waitUntilReady(supervisor, access, paths);
      return { ...urls(access), ended: supervisor.ended, stop: () => stopSupervisor(supervisor, paths) };
    } catch (error) {
      await stopSupervisor(supervisor, paths);
      if (!(error instanceof PortTaken)) throw error;
    }
  }
  throw new Refusal('找不到空闲的本机端口给 PostgreSQL', 'No free local port was found for PostgreSQL');
}

class PortTaken extends Error {}

type Supervisor = { process: ChildProcess; output: string; ended: Promise<void>; hasEnded: boolean };

function spawnSupervisor(paths: ClusterPaths, account: Account, settings: string[]): Supervisor {
  const argv = [...account.prefix, binary('postgres'), '-D', paths.cluster, ...settings];
  const task = JSON.stringify({ argv, log: paths.log, ids: account.ids });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'postgres/supervisor.ts'), task], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  writeFileSync(paths.supervisor, `${child.pid}\n`);
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const supervisor: Supervisor = { process: child, output: '', ended, hasEnded: false };
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    supervisor.output = (supervisor.output + text).slice(-8000);
  });
  void ended.then(() => {
    supervisor.hasEnded = true;
  });
  return supervisor;
}

async function stopSupervisor(supervisor: Supervisor, paths: ClusterPaths): Promise<void> {
  if (!supervisor.hasEnded) supervisor.process.stdin?.end();
  await supervisor.ended;
  rmSync(paths.supervisor, { force: true });
}

/** Recovery after a crash may take minutes, so waiting ends only when the server accepts or has ended. */
async function waitUntilReady(supervisor: Supervisor, access: Access, paths: ClusterPaths): Promise<void> {
  for (;;) {
    if (supervisor.hasEnded) {
      if (isPortTaken(supervisor.output)) throw new PortTaken();
      throw explainServerOutput(supervisor.output, paths.cluster);
    }
    const failure = await tryConnect(urls(access).adminUrl);
    if (failure === undefined) return;
    if (failure === '28P01') {
      throw new Refusal(
        `${paths.access} 里的密码不对，请从备份恢复该文件`,
        `The password in ${paths.access} is wrong: restore that file from a backup`,
      );
    }
    await delay(30);
  }
}

/** The code of the failure, or nothing when the server answered. */
async function tryConnect(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function urls(access: Access): { url: string; adminUrl: string } {
  const base = `postgres://wengong:${access.password}@127.0.0.1:${access.port}`;
  return { url: `${base}/wengong`, adminUrl: `${base}/postgres` };
}
