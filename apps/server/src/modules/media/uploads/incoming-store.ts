import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';

/** Files of uploads under way; fails as the disk does, so that it can be told why. */
export class IncomingStore extends FileStore {
  /** Makes the empty file of an upload, unless a first byte came meanwhile. Throws as the disk does. */
  async begin(id: string, size: number): Promise<void> {
    const known = await this.getUpload(id).catch(() => null);
    if (known === null) await this.create(new Upload({ id, size, offset: 0 }));
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(path.join(this.directory, id), { flags: 'r+', start: offset });
    await pipeline(readable, file);
    return offset + file.bytesWritten;
  }
}
