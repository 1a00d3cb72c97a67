import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { Deps } from '../../../kernel/deps.ts';
import type { Storage } from '../../../kernel/storage/storage.ts';

export const SMALL_POSTER = 'poster-small.jpg';
/** Its longer side at most, px. */
const SIDE = 640;

/** Pictures under way, by key: made once however many ask at the same time, one after the other. */
const making = new Map<string, Promise<string>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * The key under which a small poster lies. It is made of the large one when it is first asked for, and kept beside it;
 * where that does not work (a full disk, say) the large one is given.
 */
export async function smallPosterAt(deps: Pick<Deps, 'storage' | 'log'>, key: string): Promise<string> {
  if ((await deps.storage.size(key)) !== null) return key;
  const large = key.replace(SMALL_POSTER, 'poster.jpg');
  if ((await deps.storage.size(large)) === null) return large;
  const known = making.get(key);
  if (known !== undefined) return known;
  const made = last
    .then(() => make(deps.storage, large, key))
    .catch((err: unknown) => {
      deps.log.warn({ err }, 'media: a small poster could not be made; the large one serves');
      return large;
    })
    .finally(() => making.delete(key));
  making.set(key, made);
  last = made;
  return made;
}

async function make(storage: Storage, large: string, key: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-poster-'));
  try {
    const file = path.join(folder, SMALL_POSTER);
    await sharp(await buffer((await storage.read(large)).stream))
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 72, mozjpeg: true })
      .toFile(file);
    await storage.put(key, file);
    // The video may have been removed meanwhile: nothing of it stays behind.
    if ((await storage.size(large)) === null) await storage.removeAll(key);
    return key;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
