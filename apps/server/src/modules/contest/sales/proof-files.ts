import { buffer } from 'node:stream/consumers';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { unpackPicture } from '../../../kernel/pictures/unpack-picture.ts';
import { isFull } from '../../../kernel/storage/disk-storage.ts';
import { putBytes } from '../../../kernel/storage/put-bytes.ts';
import type { Storage } from '../../../kernel/storage/storage.ts';
import { insertLitter } from '../../media/index.ts';

/** A square of its upper end, where a list of orders says what it is; px. */
const THUMB = 320;
/** Longest width of the whole, px: small print can be read. */
const WHOLE = 1920;
/** Files that no picture was made of after so long are cleared away. */
const GIVEN_UP_MS = 3_600_000;

export interface Proof {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly files: readonly { readonly name: 'thumb.webp' | 'whole.webp'; readonly bytes: Buffer }[];
}

/** A picture that somebody sent as proof, as it is kept. Throws `image-unreadable`, `image-too-large`. */
export const renderProof = (file: Buffer): Promise<Proof> =>
  unpackPicture(file, async ({ sha256, width, height, webp }) => {
    const shown = Math.min(width, WHOLE);
    const whole = await webp({ width: shown });
    const thumb = await webp({ width: THUMB, height: THUMB, fit: 'cover', position: 'top' });
    return {
      sha256,
      width: shown,
      height: Math.max(1, Math.round((height * shown) / width)),
      files: [
        { name: 'thumb.webp', bytes: thumb },
        { name: 'whole.webp', bytes: whole },
      ],
    };
  });

const prefixOf = (pictureId: string): string => `proofs/${pictureId}/`;

/**
 * Stores a picture's files. That they are to be cleared away is noted first and given back as an id: whoever makes use
 * of them takes the note back (`takeBackLitter`) in the same transaction. Throws `storage-full`.
 */
export async function storeProof(
  { db, storage, clock }: Pick<Deps, 'db' | 'storage' | 'clock'>,
  pictureId: string,
  { files }: Proof,
): Promise<string> {
  const prefix = prefixOf(pictureId);
  const until = new Date(clock.now().getTime() + GIVEN_UP_MS);
  const litterId = await db.transact((tx) => insertLitter(tx, prefix, until));
  try {
    await putBytes(
      storage,
      files.map(({ name, bytes }) => ({ key: `${prefix}${name}`, bytes })),
    );
  } catch (cause) {
    if (isFull(cause)) throw new Problem('storage-full', {}, { retryAfter: 3600, cause });
    throw cause;
  }
  return litterId;
}

/** The pictures are gone, and with them their files. */
export async function clearProofs(tx: Tx, pictureIds: readonly string[], now: Date): Promise<void> {
  for (const each of pictureIds) await insertLitter(tx, prefixOf(each), now);
}

/** A size of a picture. Throws `not-found`. */
export async function readProof(storage: Storage, pictureId: string, size: string): Promise<Buffer> {
  const key = `${prefixOf(pictureId)}${size}`;
  if ((await storage.size(key)) === null) throw new Problem('not-found');
  return buffer((await storage.read(key)).stream);
}
