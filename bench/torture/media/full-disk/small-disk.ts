import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Mounts a file system of its own, with so many bytes and entries, which only what follows sees and which goes with it. */
const MOUNTED = 'mount -t tmpfs -o "size=$1,nr_inodes=$2" none "$3" && echo mounted && shift 3 && exec "$@"';

/**
 * Runs `node <args>` with a real file system of `bytes` and `entries`, whose folder is TMPDIR. Null, and the system's word,
 * where nobody may mount one.
 */
export async function onSmallDisk(
  args: readonly string[],
  { bytes, entries }: { readonly bytes: number; readonly entries: number },
  onText: (text: string) => void = () => undefined,
): Promise<Ended | { readonly refused: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'wengong-disk-'));
  try {
    const ended = await run(
      [
        ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', MOUNTED, 'sh'],
        ...[String(bytes), String(entries), folder, process.execPath, ...args],
      ],
      { ...process.env, TMPDIR: folder },
      onText,
    );
    return ended.output.includes('mounted\n') ? ended : { refused: ended.output.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  [file = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  onText: (text: string) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        onText(text);
      });
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
