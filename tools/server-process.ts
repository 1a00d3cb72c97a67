import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { interruption } from './interrupt.ts';
import { Refusal } from './refusal.ts';
import { root } from './run.ts';

/** `ended` resolves with the exit code; `stop` lets requests in flight finish. */
export type Server = { ended: Promise<number>; stop(): Promise<void>; printed(): string };

const LOG_LIMIT = 20 * 1024 * 1024;
const STOP_LIMIT_MS = 20_000;

/**
 * Starts the server and waits until it answers. In production its log goes to the terminal, where systemd or a
 * container collects it; otherwise into `log`.
 */
export async function startServer(env: NodeJS.ProcessEnv, log: string, production: boolean): Promise<Server> {
  const start = rotate(log);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, ['apps/server/src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', production ? 'inherit' : output, output, 'ipc'],
  });
  closeSync(output);
  const ended = new Promise<number>((done) => {
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
  const server = {
    ended,
    stop: () => stop(child, ended),
    printed: () => readFileSync(log).subarray(start).toString('utf8'),
  };
  const ready = await Promise.race([whenReady(child).then(() => true), ended.then(() => false)]);
  if (!ready && !interruption.aborted) {
    throw new Refusal('服务器无法启动', 'The server did not start', server.printed());
  }
  return server;
}

/** Keeps one older log. Returns where this run's lines begin. */
function rotate(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_LIMIT) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.on('message', (message) => {
      if ((message as { type?: string }).type === 'ready') done();
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  const limit = new AbortController();
  const overdue = delay(STOP_LIMIT_MS, undefined, { signal: limit.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  limit.abort();
  await overdue;
}

/** Where the server's log lies in a data folder. */
export function serverLog(dataDir: string): string {
  return join(dataDir, 'server.log');
}
