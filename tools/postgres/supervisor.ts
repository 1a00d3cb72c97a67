/**
 * Keeps one PostgreSQL server for exactly as long as its own standard input is open. Whoever started it holds the
 * other end: closing it, ending, or being killed stops the server. Runs in a session of its own, so that Ctrl-C
 * reaches the starter, which stops things in order, and not the database under it.
 *
 * Arguments: a JSON object { argv, log, ids? }.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, renameSync, statSync } from 'node:fs';

type Task = { argv: [string, ...string[]]; log: string; ids?: { uid: number; gid: number } };

const LOG_LIMIT = 10 * 1024 * 1024;
const FAST_STOP_MS = 30_000;

const task = JSON.parse(process.argv[2] ?? '') as Task;
const [file, ...args] = task.argv;
const server = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], ...task.ids });

/** Logging must never bring the database down: a full disk loses lines, nothing else. */
function log(text: string): void {
  try {
    const size = statSync(task.log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT) renameSync(task.log, `${task.log}.1`);
    appendFileSync(task.log, text, { mode: 0o600 });
  } catch {
    return;
  }
}

function stop(): void {
  server.kill('SIGINT'); // fast shutdown: ends sessions, writes a checkpoint
  setTimeout(() => server.kill('SIGQUIT'), FAST_STOP_MS).unref();
}

server.stderr.setEncoding('utf8').on('data', (text: string) => {
  log(text);
  process.stderr.write(text);
});
process.stderr.on('error', () => undefined); // the starter is gone; its end of the pipe with it
process.stdin.on('error', stop).on('close', stop).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);

server.on('error', (error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exit(1);
});
server.on('close', (code) => process.exit(code ?? 1));
