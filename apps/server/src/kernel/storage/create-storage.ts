import path from 'node:path';
import type { Config } from '../config.ts';
import { diskStorage } from './disk-storage.ts';
import { s3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** The storage that the configuration names. */
export function createStorage({ media, dataDir }: Config): Storage {
  // What backups hold; uploads under way and work in progress lie beside it, on the same disk.
  const folder = path.join(dataDir, 'files', 'media');
  return media.s3 === null ? diskStorage(folder) : s3Storage(media.s3, path.join(folder, 'scratch'));
}
