import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../ids.ts';
import { checkedKey, type Storage } from './storage.ts';

/** Files in a folder of this machine, or of a share that several machines mount. */
export function diskStorage(root: string): Storage {
  const fileOf = (key: string) => path.join(root, checkedKey(key));
  return {
    async put(key, file) {
      const target = fileOf(key);
      await makeFolders(root, path.dirname(target));
      await sync(file);
      await moveTo(file, target);
      await sync(path.dirname(target));
    },
    async size(key) {
      const found = await stat(fileOf(key)).catch(missing);
      return found === null ? null : found.size;
    },
    async read(key, range) {
      const file = fileOf(key);
      const { size } = await stat(file);
      return { size, stream: createReadStream(file, range ?? {}) };
    },
    async checkOut(key) {
      const file = fileOf(key);
      await stat(file);
      return { file, release: async () => undefined };
    },
    removeAll: (prefix) => rm(fileOf(prefix), { recursive: true, force: true }),
    space: () => spaceOf(root),
  };
}

/** A disk on which fewer files can still be made is full, however many bytes are free. */
const NAMES_NEEDED = 64;

/** Free and total bytes of the disk that a folder is on; makes the folder. */
export async function spaceOf(folder: string): Promise<{ readonly free: number; readonly total: number }> {
  await mkdir(folder, { recursive: true });
  const { bavail, blocks, bsize, files, ffree } = await statfs(folder);
  const full = files > 0 && ffree < NAMES_NEEDED;
  return { free: full ? 0 : bavail * bsize, total: blocks * bsize };
}

/** Whether something failed because the disk, or the share of it that this installation may have, is full. */
export const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

/** Makes the folder and writes every new entry above it through to the disk. */
async function makeFolders(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= Math.min(first.length, root.length); made = path.dirname(made)) {
    await sync(path.dirname(made));
    if (made === first) return;
  }
}

/** Renames; from another file system copies beside the target first, so that the key never shows half a file. */
async function moveTo(file: string, target: string): Promise<void> {
  try {
    await rename(file, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = `${target}.${newId()}.part`;
    try {
      await copyFile(file, beside);
      await sync(beside);
      await rename(beside, target);
    } catch (failed) {
      await rm(beside, { force: true });
      throw failed;
    }
    await unlink(file);
  }
}

/** Writes a file, or a folder's entries, through to the disk. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
