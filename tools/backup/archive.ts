import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Refusal } from '../refusal.ts';

/** Packs folders into one compressed archive: pairs of the folder to stand in and the names to take there. */
export function pack(archive: string, parts: [folder: string, names: string[]][]): Promise<void> {
  const sources = parts.flatMap(([folder, names]) => ['-C', folder, ...names]);
  return tar(['-czf', archive, ...sources], archive);
}

/** Unpacks an archive into an existing folder. */
export function unpack(archive: string, folder: string): Promise<void> {
  return tar(['-xzf', archive, '-C', folder, '--no-same-owner'], archive);
}

async function tar(args: string[], archive: string): Promise<void> {
  const child = spawn('tar', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const failed = once(child, 'error').then(() => {
    throw new Refusal('找不到 tar 程序', 'The program tar was not found');
  });
  const [code] = (await Promise.race([once(child, 'close'), failed])) as [number];
  if (code === 0) return;
  if (/No space left/.test(output)) throw Object.assign(new Error(output), { code: 'ENOSPC' });
  throw new Refusal(
    `无法读写备份文件 ${archive}`,
    `The backup ${archive} could not be read or written`,
    output,
  );
}
