import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../../kernel/config.ts';

/** Where the bytes of uploads under way are: on this machine, or a folder that all web and worker processes share. */
export const incomingFolder = ({ dataDir }: Config): string => path.join(dataDir, 'media', 'incoming');

export const incomingFile = (config: Config, videoId: string): string =>
  path.join(incomingFolder(config), videoId);

/** Bytes of an upload that have arrived; 0 before the first. */
export async function receivedBytes(config: Config, videoId: string): Promise<number> {
  const found = await stat(incomingFile(config, videoId)).catch(() => null);
  return found?.size ?? 0;
}

/** Writes what has arrived through to the disk. */
export async function syncIncoming(config: Config, videoId: string): Promise<void> {
  for (const place of [incomingFile(config, videoId), incomingFolder(config)]) {
    const handle = await open(place, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

export async function removeIncoming(config: Config, videoId: string): Promise<void> {
  await rm(incomingFile(config, videoId), { force: true });
  await rm(`${incomingFile(config, videoId)}.json`, { force: true });
}

/** Ids of everything that lies there. */
export async function incomingIds(config: Config): Promise<string[]> {
  const folder = incomingFolder(config);
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  return [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter((name) =>
    /^[0-9a-f-]{36}$/.test(name),
  );
}
