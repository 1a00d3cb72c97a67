import type { MyVideo } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { palacesByIds } from '../network/index.ts';
import { type Asset, assetById, withProcessing } from './assets.store.ts';
import { presentMine } from './media.present.ts';
import { receivedBytes } from './uploads/incoming.ts';

/** A video of one's own. Throws `not-found`, also for somebody else's. */
export async function mineOf(reader: Reader | Tx, videoId: string, personId: string): Promise<Asset> {
  const asset = await assetById(reader, videoId);
  if (asset?.owner_id !== personId) throw new Problem('not-found');
  return asset;
}

/** Videos as their owner sees them, in their order. */
export async function showMine(
  reader: Reader | Tx,
  deps: Deps,
  assets: readonly Asset[],
): Promise<MyVideo[]> {
  const seen = await withProcessing(reader, assets);
  const palaces = await palacesByIds(
    reader,
    seen.map((asset) => asset.palace_id),
  );
  const now = deps.clock.now();
  return Promise.all(
    seen.map(async (asset) => {
      const palace = palaces.get(asset.palace_id);
      if (palace === undefined) throw new Error(`video ${asset.id} is of no palace`);
      return presentMine(asset, { keys: deps.keys, palace, received: await receivedOf(deps, asset), now });
    }),
  );
}

export async function showOneOfMine(reader: Reader | Tx, deps: Deps, asset: Asset): Promise<MyVideo> {
  const [shown] = await showMine(reader, deps, [asset]);
  if (shown === undefined) throw new Error('a video is shown once');
  return shown;
}

/** Bytes of a video's file that are there. */
export const receivedOf = async ({ config }: Deps, asset: Asset): Promise<number> =>
  asset.uploaded_at === null ? receivedBytes(config, asset.id) : asset.file_bytes;
