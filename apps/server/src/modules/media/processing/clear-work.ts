import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../../kernel/deps.ts';
import { leasesAmong } from './leases.store.ts';
import { workFolder } from './process-video.ts';

/** Deletes the working folders of workers that died. */
export async function clearWork(deps: Deps): Promise<void> {
  const folder = workFolder(deps);
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f-]{36}$/.test(name));
  const held = await leasesAmong(deps.db.reader, names);
  for (const name of names) {
    if (!held.has(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
