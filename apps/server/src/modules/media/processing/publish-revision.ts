import { open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from '../../../kernel/storage/storage.ts';
import type { Made } from './orders.ts';
import { faultOf, masterPlaylist, readPlaylist } from './playlist.rules.ts';

/** What was made is not whole, although whoever made it reported success: a full disk does that. */
export class NotWhole extends Error {}

/**
 * Looks at everything that was made, apart from who made it: every byte range that a playlist lists is there, every quality
 * is as long as the source. Returns the bytes of all of it. Throws NotWhole.
 */
export async function verifyMade(made: Made, durationMs: number): Promise<number> {
  let bytes = 0;
  for (const { name } of made.rungs) {
    const { size } = await stat(path.join(made.folder, name, 'media.mp4'));
    const playlist = readPlaylist(await readFile(path.join(made.folder, name, 'index.m3u8'), 'utf8'));
    const fault = playlist === null ? 'no playlist' : faultOf(playlist, size, durationMs);
    if (fault !== null) throw new NotWhole(`${name}: ${fault}`);
    bytes += size;
  }
  for (const picture of picturesOf(made)) {
    bytes += await verifyPicture(path.join(made.folder, picture));
  }
  return bytes;
}

/** A JPEG has its two marks, the one at its end too; gives its bytes. */
async function verifyPicture(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const marks = Buffer.alloc(4);
    if (size >= 100) {
      await handle.read(marks, 0, 2, 0);
      await handle.read(marks, 2, 2, size - 2);
    }
    if (marks.toString('hex') !== 'ffd8ffd9') throw new NotWhole(`${path.basename(file)} is cut`);
    return size;
  } finally {
    await handle.close();
  }
}

/** Stores a revision under its keys, durable, the master playlist last: what has one is whole. */
export async function storeRevision(
  storage: Storage,
  videoId: string,
  revision: number,
  made: Made,
): Promise<void> {
  const prefix = `vod/${videoId}/r${revision}/`;
  const files = made.rungs.flatMap(({ name }) => [`${name}/media.mp4`, `${name}/index.m3u8`]);
  for (const file of [...files, ...picturesOf(made)]) {
    await storage.put(`${prefix}${file}`, path.join(made.folder, file));
  }
  const master = path.join(made.folder, 'master.m3u8');
  await writeFile(master, masterPlaylist(made.rungs));
  await storage.put(`${prefix}master.m3u8`, master);
}

function picturesOf({ sprite, folder }: Made): string[] {
  if (path.basename(folder) === 'playable') return [];
  return sprite === null ? ['poster.jpg'] : ['poster.jpg', 'sprite.jpg'];
}
