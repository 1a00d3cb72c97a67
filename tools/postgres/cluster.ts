import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { type Account, giveTo } from './account.ts';
import { binary, majorVersion } from './binaries.ts';
import { explainServerOutput } from './failures.ts';
import { initdbArguments } from './settings.ts';

/** Where things lie in a data folder. `cluster` is PostgreSQL's own folder, `access` what a client needs. */
export type ClusterPaths = { cluster: string; access: string; supervisor: string; log: string };

/** What a client needs to connect; kept in a file that only its owner can read. */
export type Access = { port: number; password: string };

export function clusterPaths(dataDir: string): ClusterPaths {
  return {
    cluster: join(dataDir, 'postgres'),
    access: join(dataDir, 'postgres.access.json'),
    supervisor: join(dataDir, 'postgres.supervisor'),
    log: join(dataDir, 'postgres.log'),
  };
}

export function readAccess(paths: ClusterPaths): Access {
  return JSON.parse(readFileSync(paths.access, 'utf8')) as Access;
}

export function writeAccess(paths: ClusterPaths, access: Access): void {
  const draft = `${paths.access}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  renameSync(draft, paths.access);
}

/** Refuses a folder that is not this release's: files of something else, another major version, another owner. */
export function checkCluster(paths: ClusterPaths): void {
  const { cluster } = paths;
  if (!existsSync(cluster)) return;
  const isFolder = statSync(cluster).isDirectory();
  if (isFolder) accessSync(cluster, constants.R_OK | constants.W_OK | constants.X_OK);
  const versionFile = join(cluster, 'PG_VERSION');
  if (!isFolder || !existsSync(versionFile)) {
    throw new Refusal(
      `${cluster} 里不是文宫的数据库，请用 WENGONG_DATA 指定另一个文件夹`,
      `${cluster} does not hold a Wengong database: name another folder with WENGONG_DATA`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== majorVersion) {
    throw new Refusal(
      `${cluster} 属于 PostgreSQL ${version}，本版本使用 ${majorVersion}：请先用旧版本 npm run backup，再在新文件夹 npm run restore`,
      `${cluster} belongs to PostgreSQL ${version}, this release runs ${majorVersion}: back up with the old release, restore into a new folder`,
    );
  }
  if (!existsSync(paths.access)) {
    throw new Refusal(
      `缺少 ${paths.access}，没有它无法登录 ${cluster} 里的数据库，请从备份恢复该文件`,
      `${paths.access} is missing and with it the password of the database in ${cluster}: restore that file`,
    );
  }
}

/**
 * Makes a new cluster beside its place and moves it there when complete, so that an interrupted attempt leaves
 * nothing that looks like a database.
 */
export async function createCluster(paths: ClusterPaths, account: Account, test: boolean): Promise<void> {
  const parent = dirname(paths.cluster);
  removeUnfinished(parent, basename(paths.cluster));
  const draft = `${paths.cluster}.new-${process.pid}`;
  const passwordFile = `${draft}.password`;
  const password = randomBytes(32).toString('hex');
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account.ids) {
      giveTo(account, draft);
      chmodSync(passwordFile, 0o644);
    }
    await runInitdb(draft, passwordFile, account, test ? ['--no-sync'] : []);
    writeAccess(paths, { port: 0, password });
    renameSync(draft, paths.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Clears what an attempt that was killed left behind. */
function removeUnfinished(parent: string, name: string): void {
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${name}.new-`)) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

async function runInitdb(
  folder: string,
  passwordFile: string,
  account: Account,
  extra: string[],
): Promise<void> {
  const argv = [...account.prefix, binary('initdb'), `--pgdata=${folder}`, `--pwfile=${passwordFile}`];
  argv.push('--username=wengong', ...initdbArguments, ...extra);
  const [file, ...args] = argv as [string, ...string[]];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...account.ids });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-200_000); // the cause comes first, its consequences follow
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw explainServerOutput(output, folder);
}
