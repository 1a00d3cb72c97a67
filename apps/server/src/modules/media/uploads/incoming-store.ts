import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/server';
import { isFull } from '../../../kernel/storage/disk-storage.ts';

/** As the error document `storage-full` says it, to programs that read no documents. */
const NO_ROOM = { status_code: 507, body: 'The server is short of space: what arrived is kept\n' };

/** Files of uploads under way; says when it was the disk that had no room for more. */
export class IncomingStore extends FileStore {
  /** Makes the empty file of an upload, unless a first byte came meanwhile. Throws as the disk does. */
  async begin(id: string, size: number): Promise<void> {
    const known = await this.getUpload(id).catch(() => null);
    if (known === null) await this.create(new Upload({ id, size, offset: 0 }));
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(path.join(this.directory, id), { flags: 'r+', start: offset });
    try {
      await pipeline(readable, file);
    } catch (error) {
      throw isFull(error) ? NO_ROOM : ERRORS.FILE_WRITE_ERROR;
    }
    return offset + file.bytesWritten;
  }
}
