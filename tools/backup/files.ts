import { createHash } from 'node:crypto';
import { createReadStream, existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FilesPart } from './manifest.ts';

/** Number, size and one checksum of all files below a folder; zero where there is no folder. */
export async function sumOfFiles(folder: string): Promise<FilesPart> {
  const total = createHash('sha256');
  const sum = { count: 0, bytes: 0 };
  for (const name of existsSync(folder) ? globSync('**/*', { cwd: folder }).sort() : []) {
    const path = join(folder, name);
    const found = statSync(path);
    if (!found.isFile()) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    total.update(`${name}\0${hash.digest('hex')}\n`);
    sum.count += 1;
    sum.bytes += found.size;
  }
  return { ...sum, checksum: total.digest('hex') };
}
