import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { VideoFailure } from '@wengong/contract';
import type { Order, Report } from './orders.ts';

const CHILD = fileURLToPath(new URL('./child/main.ts', import.meta.url));

export interface ChildLimits {
  /** Processor time, s. */
  readonly cpuSeconds: number;
  /** Time by the clock, ms. */
  readonly wallMs: number;
  /** Memory that it may allocate, MiB. */
  readonly memoryMib: number;
  /** Largest file that it may write, MiB. */
  readonly fileMib: number;
}

/** How a child ended: it said so, the file is the reason, or it could not go on and may be tried again. */
export type Outcome =
  | { readonly type: 'done'; readonly last: Report }
  | { readonly type: 'refused'; readonly failure: VideoFailure; readonly detail: string }
  | { readonly type: 'crashed'; readonly detail: string };

export interface ChildOrder {
  readonly order: Order;
  /** Its working folder. */
  readonly folder: string;
  readonly limits: ChildLimits;
  /** Called one after the other; the child's end waits for them. */
  readonly onReport: (report: Report) => Promise<void>;
  readonly signal: AbortSignal;
}

const alive = new Set<ChildProcess>();
// A worker that ends takes its children with it.
process.on('exit', () => {
  for (const child of alive) killGroup(child);
});

/**
 * Runs one order in a process of its own: limited in processor time, memory and file size, without the server's environment
 * and, where the system allows it, without any network. Throws what `onReport` throws, which ends the child.
 */
export async function runChild({ order, folder, limits, onReport, signal }: ChildOrder): Promise<Outcome> {
  const child = await start(folder, limits);
  alive.add(child);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  let late = false;
  const overdue = setTimeout(() => {
    late = true;
    killGroup(child);
  }, limits.wallMs);
  const stop = () => killGroup(child);
  signal.addEventListener('abort', stop);
  let last: Report | null = null;
  let handled = Promise.resolve();
  let unhandled: { readonly error: unknown } | null = null;
  child.on('message', (report: Report) => {
    last = report;
    handled = handled
      .then(() => (unhandled === null ? onReport(report) : undefined))
      .catch((error: unknown) => {
        unhandled = { error };
        stop();
      });
  });
  const ended = new Promise<{ code: number | null; by: NodeJS.Signals | null }>((resolve) => {
    child.on('error', () => resolve({ code: 1, by: null }));
    child.on('close', (code, by) => resolve({ code, by }));
  });
  child.send(order);
  const { code, by } = await ended;
  clearTimeout(overdue);
  signal.removeEventListener('abort', stop);
  alive.delete(child);
  await handled;
  if (unhandled !== null) throw (unhandled as { error: unknown }).error;
  return judgeEnd(last, {
    code,
    by,
    stderr,
    late,
    aborted: signal.aborted,
  });
}

interface End {
  readonly code: number | null;
  readonly by: NodeJS.Signals | null;
  readonly stderr: string;
  readonly late: boolean;
  readonly aborted: boolean;
}

function judgeEnd(last: Report | null, { code, by, stderr, late, aborted }: End): Outcome {
  if (last?.type === 'refused') return last;
  if (code === 0 && (last?.type === 'probed' || last?.type === 'made')) return { type: 'done', last };
  if (aborted) return { type: 'crashed', detail: 'stopped' };
  // It was stopped at a limit that no honest video reaches.
  if (late || by === 'SIGXCPU' || by === 'SIGXFSZ') {
    return { type: 'refused', failure: 'too-heavy', detail: late ? 'time' : String(by) };
  }
  return { type: 'crashed', detail: `${by ?? code}: ${stderr.trim().split('\n').slice(-6).join(' | ')}` };
}

const LIMITED = 'ulimit -c 0; ulimit -t "$1"; ulimit -d "$2"; ulimit -f "$3"; shift 3; exec "$@"';

async function start(folder: string, limits: ChildLimits): Promise<ChildProcess> {
  const command = [
    '/bin/sh',
    '-c',
    LIMITED,
    'sh',
    String(limits.cpuSeconds),
    String(limits.memoryMib * 1024),
    String(limits.fileMib * 2048),
    process.execPath,
    '--max-old-space-size=192',
    CHILD,
  ];
  const [file = '', ...args] = [...(await withoutNetwork()), ...command];
  return spawn(file, args, {
    cwd: folder,
    // Nothing of the server's: no secret, no address.
    env: { PATH: '/usr/bin:/bin', TMPDIR: folder, UV_THREADPOOL_SIZE: '4' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  });
}

let isolation: Promise<readonly string[]> | null = null;

/** The command that takes the network away from what follows it; nothing where the system does not allow it. */
function withoutNetwork(): Promise<readonly string[]> {
  isolation ??= promisify(execFile)('unshare', ['--user', '--map-root-user', '--net', 'true'], {
    timeout: 5000,
  }).then(
    () => ['unshare', '--user', '--map-root-user', '--net', '--'],
    () => [],
  );
  return isolation;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
