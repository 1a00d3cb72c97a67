import { BufferTarget, StreamTarget, type StreamTargetChunk, type Target } from 'mediabunny';
import { Refused } from './clip.ts';
import { trimmedFolder } from './kept.ts';

/** Where a cut is written, in the worker that makes it. */
export interface Place {
  readonly target: Target;
  /** The whole file, and its name in the browser's storage; null when it is in memory. */
  finish(): Promise<{ file: Blob; stored: string | null }>;
  discard(): Promise<void>;
}

/** A cut larger than this is not held in memory, bytes. */
const MOST_IN_MEMORY = 150 * 1024 ** 2;
const CHUNK = 4 * 1024 ** 2;
/** Room must be there for what is expected, and this much again. */
const SPARE = 1.3;

/** What browsers offer in workers alone; not among the types of pages. */
interface SyncAccess {
  write(data: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** The browser's own storage where it gives some, memory for what is small. Throws Refused for want of room. */
export async function openPlace(bytes: number): Promise<Place> {
  const name = `${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}.mp4`;
  const opened = await open(name, bytes).catch((error) => {
    if (error instanceof Refused) throw error;
    return null;
  });
  if (opened !== null) return opened;
  if (bytes > MOST_IN_MEMORY) throw new Refused('room');
  const target = new BufferTarget();
  return {
    target,
    finish: async () => ({ file: new Blob([target.buffer ?? new ArrayBuffer(0)]), stored: null }),
    discard: async () => {},
  };
}

async function open(name: string, bytes: number): Promise<Place> {
  const { quota, usage } = await navigator.storage.estimate();
  if (quota !== undefined && usage !== undefined && quota - usage < bytes * SPARE) throw new Refused('room');
  const folder = await trimmedFolder();
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await (
    handle as unknown as { createSyncAccessHandle(): Promise<SyncAccess> }
  ).createSyncAccessHandle();
  let isOpen = true;
  const shut = () => {
    if (isOpen) access.close();
    isOpen = false;
  };
  const writable = new WritableStream<StreamTargetChunk>({
    write({ data, position }) {
      // A full disk writes less and says nothing.
      if (access.write(data, { at: position }) !== data.byteLength) throw new Refused('room');
    },
    close() {
      access.flush();
    },
  });
  return {
    target: new StreamTarget(writable, { chunked: true, chunkSize: CHUNK }),
    async finish() {
      shut();
      return { file: await handle.getFile(), stored: name };
    },
    async discard() {
      shut();
      await folder.removeEntry(name);
    },
  };
}
