import { type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { interruption } from './interrupt.ts';

/** The folder of the clone. */
export const root = join(import.meta.dirname, '..');

/** What is left when a child process has ended; `output` is the end of what it printed, where that was kept. */
export type Ended = { code: number; output: string };

type Options = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  onLine?: (line: string) => void;
  /** Runs it in a process group of its own, of which nothing is left when it ends. */
  group?: boolean;
};

/**
 * Runs `node <args>` with this Node; ends it when this tool is asked to stop. With `onLine` every line it prints is
 * handed over and kept; without, it prints straight to the terminal.
 */
export function runNode(args: string[], options: Options = {}): Promise<Ended> {
  const { cwd = root, env = process.env, onLine, group = false } = options;
  const stdio: SpawnOptions['stdio'] = onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  const child = spawn(process.execPath, args, { cwd, env, stdio, detached: group });
  const stop = () => (group ? signalGroup(child.pid, 'SIGTERM') : child.kill('SIGTERM'));
  interruption.addEventListener('abort', stop, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
  }
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      interruption.removeEventListener('abort', stop);
      if (group) signalGroup(child.pid, 'SIGKILL');
      done({ code: code ?? 1, output });
    });
  });
}

/** Signals every process of a group; there may be none left. */
function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
