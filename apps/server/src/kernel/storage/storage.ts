import type { Readable } from 'node:stream';

/** A stored object, or a part of it. */
export interface StoredPart {
  readonly stream: Readable;
  /** Of the whole object, bytes. */
  readonly size: number;
}

/** Bytes `start` to `end`, both included, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where large files live: a local disk or S3, under the same keys (`originals/<id>/<sha256>`,
 * `vod/<id>/r<revision>/…`, `images/<hash>/…`, `proofs/<id>/…`). Keys are made by the server of
 * `a-z 0-9 . _ - /` alone.
 */
export interface Storage {
  /** Stores a local file under a key, durable when it resolves. The file is taken: it may be moved. */
  put(key: string, file: string): Promise<void>;
  /** Size in bytes; null when there is no such object. */
  size(key: string): Promise<number | null>;
  /** Reads an object or a range within it. Throws when there is none. */
  read(key: string, range?: ByteRange): Promise<StoredPart>;
  /** A path under which the object can be read on this machine; `release` when it is not needed any more. */
  checkOut(key: string): Promise<{ readonly file: string; release(): Promise<void> }>;
  /** Removes everything whose key begins with the prefix, which ends with `/`. Nothing there is no error. */
  removeAll(prefix: string): Promise<void>;
  /** Free and total bytes where files are stored; null where nobody knows. */
  space(): Promise<{ readonly free: number; readonly total: number } | null>;
}

/** The place itself cannot be used: it is away, or refuses who asks. Nothing is known of the object. */
export class StorageAway extends Error {}

/** Refuses a key that could leave its place. */
export function checkedKey(key: string): string {
  if (!/^[a-z0-9][a-zA-Z0-9._/-]*$/.test(key) || key.includes('..') || key.includes('//')) {
    throw new Error(`not a storage key: ${key}`);
  }
  return key;
}
