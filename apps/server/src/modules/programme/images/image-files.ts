import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Storage } from '../../../kernel/storage/storage.ts';
import type { RenderedImage } from './render-image.ts';

const keyOf = (hash: string, width: number): string => `images/${hash}/${width}.webp`;

/** Puts a picture's files into the storage; what is there already is the same. */
export async function storeImage(storage: Storage, { hash, files }: RenderedImage): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-image-'));
  try {
    for (const { width, bytes } of files) {
      const file = path.join(folder, `${width}.webp`);
      await writeFile(file, bytes);
      await storage.put(keyOf(hash, width), file);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One width of a picture; null when there is none. */
export async function readImageFile(storage: Storage, hash: string, width: number): Promise<Buffer | null> {
  const key = keyOf(hash, width);
  if ((await storage.size(key)) === null) return null;
  return buffer((await storage.read(key)).stream);
}
