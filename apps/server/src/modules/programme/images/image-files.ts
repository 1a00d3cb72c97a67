import { buffer } from 'node:stream/consumers';
import { putBytes } from '../../../kernel/storage/put-bytes.ts';
import type { Storage } from '../../../kernel/storage/storage.ts';
import type { RenderedImage } from './render-image.ts';

const keyOf = (hash: string, width: number): string => `images/${hash}/${width}.webp`;

/** Puts a picture's files into the storage; what is there already is the same. */
export const storeImage = (storage: Storage, { hash, files }: RenderedImage): Promise<void> =>
  putBytes(
    storage,
    files.map(({ width, bytes }) => ({ key: keyOf(hash, width), bytes })),
  );

/** One width of a picture; null when there is none. */
export async function readImageFile(storage: Storage, hash: string, width: number): Promise<Buffer | null> {
  const key = keyOf(hash, width);
  if ((await storage.size(key)) === null) return null;
  return buffer((await storage.read(key)).stream);
}
