import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../../../kernel/config.ts';
import { isFitForUs } from './ffmpeg.rules.ts';
import type { Transcoder } from './orders.ts';

const execute = promisify(execFile);
const PATIENCE_MS = 10_000;

/** What processes videos here; null: nothing is installed, and uploads are kept until something is. */
export async function transcoderOf({ media }: Pick<Config, 'media'>): Promise<Transcoder | null> {
  const { transcoder } = media;
  if (transcoder === 'none') return null;
  const programs = transcoder === 'node-av' ? null : await programsOnPath();
  if (programs !== null || transcoder === 'ffmpeg') return programs;
  return packageThere() ? { kind: 'node-av' } : null;
}

let found: Promise<Transcoder | null> | null = null;

/** FFmpeg's programs on the PATH of this process, looked for once; null when there are none, or none that will do. */
function programsOnPath(): Promise<Transcoder | null> {
  found ??= findPrograms(process.env.PATH ?? '');
  return found;
}

/** FFmpeg's programs in the folders of a PATH; only absolute ones, since a video's folder must never be one. */
export async function findPrograms(searched: string): Promise<Transcoder | null> {
  for (const folder of searched.split(path.delimiter).filter((each) => path.isAbsolute(each))) {
    const [ffmpeg, ffprobe] = [path.join(folder, 'ffmpeg'), path.join(folder, 'ffprobe')];
    if (!(await isProgram(ffmpeg)) || !(await isProgram(ffprobe))) continue;
    const told = async (...args: string[]) =>
      (await execute(ffmpeg, ['-hide_banner', ...args], { timeout: PATIENCE_MS })).stdout;
    // The first one is the one that anybody means who says ffmpeg.
    try {
      const fit = isFitForUs(await told('-version'), await told('-encoders'));
      return fit ? { kind: 'ffmpeg', ffmpeg, ffprobe } : null;
    } catch {
      return null;
    }
  }
  return null;
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Whether the optional package node-av, which brings FFmpeg's libraries, is installed for this platform. */
function packageThere(): boolean {
  try {
    import.meta.resolve('node-av');
    return true;
  } catch {
    return false;
  }
}
