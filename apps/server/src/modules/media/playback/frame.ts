import { buffer } from 'node:stream/consumers';
import type { Reader } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { assetById, seenAsset } from '../assets.store.ts';

/** The picture of a public video as JPEG, some 30 KB; null while there is none. */
export async function frameOf(
  reader: Reader,
  { storage }: Pick<Deps, 'storage'>,
  videoId: string,
): Promise<Buffer | null> {
  const asset = await assetById(reader, videoId);
  if (asset?.visibility !== 'public') return null;
  const { current } = await seenAsset(reader, asset);
  if (current?.extent !== 'full') return null;
  const key = `vod/${asset.id}/r${current.revision}/poster.jpg`;
  if ((await storage.size(key)) === null) return null;
  return buffer((await storage.read(key)).stream);
}
