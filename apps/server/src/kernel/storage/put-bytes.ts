import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Storage } from './storage.ts';

/** Puts what is in memory into the storage, each under its key. */
export async function putBytes(
  storage: Storage,
  files: readonly { readonly key: string; readonly bytes: Buffer }[],
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-bytes-'));
  try {
    for (const [index, { key, bytes }] of files.entries()) {
      const file = path.join(folder, String(index));
      await writeFile(file, bytes);
      await storage.put(key, file);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
