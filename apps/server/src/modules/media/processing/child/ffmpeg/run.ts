import { spawn } from 'node:child_process';
import { Refused } from '../refused.ts';

export interface Programs {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

const MOST_KEPT = 200_000;
/** What this machine lacks, not the file. */
const OURS =
  /No space left on device|Disk quota exceeded|File too large|Cannot allocate memory|Input\/output error|Permission denied|Too many open files/;

/**
 * Runs one of FFmpeg's programs within this process's limits and group. `onLine` sees what it says on its output, line by line. Throws
 * Refused when the file is the reason; a program that a limit ended ends this process in the same way.
 */
export function run(
  program: string,
  args: readonly string[],
  onLine?: (line: string) => void,
  cwd?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (onLine === undefined) {
        stdout = (stdout + text).slice(0, MOST_KEPT);
        return;
      }
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MOST_KEPT);
    });
    child.on('error', reject);
    child.on('close', (code, by) => {
      const said = stderr.trim().split('\n').slice(-4).join(' | ').slice(0, 300);
      if (code === 0) resolve({ stdout, stderr });
      else if (by !== null) process.kill(process.pid, by);
      else if (isOurs(stderr)) reject(new Error(said));
      else reject(new Refused('unreadable', said));
    });
  });
}

/** Whether it failed for want of something here; that the file itself could not be opened, it says with its name. */
const isOurs = (stderr: string): boolean =>
  stderr.split('\n').some((line) => !line.startsWith('file:') && OURS.test(line));
