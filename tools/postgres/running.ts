import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterPaths } from './cluster.ts';

const ORPHAN_STOP_MS = 60_000;

function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return pid > 0 ? pid : undefined;
}

/** The running server of this cluster, if there is one. A number in a file alone proves nothing: it is reused. */
export function findServer(paths: ClusterPaths): number | undefined {
  const pid = readPid(join(paths.cluster, 'postmaster.pid'));
  if (pid === undefined) return undefined;
  const command = commandLine(pid);
  return command.includes('postgres') && command.includes(paths.cluster) ? pid : undefined;
}

/** True while the process that looks after this cluster's server lives. */
export function isSupervised(paths: ClusterPaths): boolean {
  const pid = readPid(paths.supervisor);
  return pid !== undefined && commandLine(pid).includes('supervisor');
}

/**
 * Clears the traces of an unclean end: a server whose supervisor was killed is stopped, the note of a server that
 * no longer exists is removed (its number may by now belong to another process, which would make PostgreSQL refuse).
 */
export async function clearTraces(paths: ClusterPaths): Promise<void> {
  const deadline = Date.now() + ORPHAN_STOP_MS;
  const orphan = findServer(paths);
  if (orphan !== undefined) {
    process.kill(orphan, 'SIGINT');
    while (findServer(paths) !== undefined && Date.now() < deadline) await delay(50);
  }
  if (findServer(paths) === undefined) rmSync(join(paths.cluster, 'postmaster.pid'), { force: true });
}
