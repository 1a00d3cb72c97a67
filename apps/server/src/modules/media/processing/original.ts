import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Deps } from '../../../kernel/deps.ts';
import { type Asset, changeAsset, lockAsset } from '../assets.store.ts';
import { incomingFile } from '../uploads/incoming.ts';

const keyOf = (videoId: string, sha256: Buffer): string => `originals/${videoId}/${sha256.toString('hex')}`;

/**
 * Brings what was uploaded to where originals are kept, under its SHA-256, and gives its key. The hash is noted before the
 * file is moved, so that a worker which died in between is followed by one that knows where to look.
 */
export async function keepOriginal(deps: Deps, asset: Asset): Promise<string> {
  const { storage, config, db } = deps;
  const incoming = incomingFile(config, asset.id);
  let { sha256 } = asset;
  if (sha256 === null) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(incoming), hash);
    const found = hash.digest();
    const key = { palaceId: asset.palace_id, videoId: asset.id };
    await db.transact(async (tx) => {
      if ((await lockAsset(tx, key)) !== undefined) await changeAsset(tx, key, { sha256: found });
    });
    sha256 = found;
  }
  const key = keyOf(asset.id, sha256);
  if ((await storage.size(key)) === null) await storage.put(key, incoming);
  return key;
}
