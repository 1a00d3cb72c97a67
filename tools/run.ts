import { type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The folder of the clone. */
export const root = join(import.meta.dirname, '..');

/** What is left when a child process has ended; `output` is the end of what it printed, where that was kept. */
export type Ended = { code: number; output: string };

/**
 * Runs `node <args>` with this Node. With `onLine` every line it prints is handed over and kept; without, it prints
 * straight to the terminal.
 */
export function runNode(
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; onLine?: (line: string) => void } = {},
): Promise<Ended> {
  const { cwd = root, env = process.env, onLine } = options;
  const stdio: SpawnOptions['stdio'] = onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  const child = spawn(process.execPath, args, { cwd, env, stdio });
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
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
