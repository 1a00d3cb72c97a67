import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../../../kernel/config.ts';

const run = promisify(execFile);

/** What processes videos here. `none`: nothing is installed, uploads are kept until something is. */
export type Transcoder = 'ffmpeg' | 'node-av' | 'none';

const known = new Map<Config['media']['transcoder'], Promise<Transcoder>>();

/** Finds out once a process: an ffmpeg on PATH of 5.1 or later, else the optional package node-av. */
export function transcoderOf({ media }: Config): Promise<Transcoder> {
  const found = known.get(media.transcoder) ?? find(media.transcoder);
  known.set(media.transcoder, found);
  return found;
}

async function find(wanted: Config['media']['transcoder']): Promise<Transcoder> {
  if (wanted === 'none') return 'none';
  if (wanted !== 'node-av' && (await ffmpegIsThere())) return 'ffmpeg';
  if (wanted !== 'ffmpeg' && nodeAvIsThere()) return 'node-av';
  return 'none';
}

async function ffmpegIsThere(): Promise<boolean> {
  const { stdout } = await run('ffmpeg', ['-hide_banner', '-version'], { timeout: 5000 }).catch(() => ({
    stdout: '',
  }));
  const [, major = '0', minor = '0'] = /^ffmpeg version n?(\d+)\.(\d+)/.exec(stdout) ?? [];
  return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 1);
}

function nodeAvIsThere(): boolean {
  try {
    import.meta.resolve('node-av');
    return true;
  } catch {
    return false;
  }
}
