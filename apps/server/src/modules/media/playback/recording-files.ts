import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Reader } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type AssetSeen, assetsByIds, withProcessing } from '../assets.store.ts';
import { plainFileOf, playbackOf } from './playback.ts';

/** How long what is named by a feed leads to the same signed address, s. */
const CACHED_S = 300;

/** A recording as one plain file, at an address that never ends: it leads to one that is signed and does. */
interface RecordingFile {
  readonly path: string;
  /** Bytes. */
  readonly length: number;
  readonly type: 'video/mp4';
}

/** Sizes of files, which never change. */
const sizes = new Map<string, number>();
const SIZES_KEPT = 20_000;

/** The plain files of public videos, by video; what cannot be watched is left out. */
export async function recordingFilesOf(
  reader: Reader,
  { storage }: Pick<Deps, 'storage'>,
  ids: readonly string[],
): Promise<Map<string, RecordingFile>> {
  const seen = await withProcessing(reader, await assetsByIds(reader, ids));
  const files = await Promise.all(
    seen.map(async (asset): Promise<[string, RecordingFile][]> => {
      if (asset.visibility !== 'public') return [];
      const length = await sizeOf(storage, asset);
      const path = `/media/recordings/${asset.id}.mp4`;
      return length === null ? [] : [[asset.id, { path, length, type: 'video/mp4' }]];
    }),
  );
  return new Map(files.flat());
}

async function sizeOf(storage: Deps['storage'], asset: AssetSeen): Promise<number | null> {
  const file = plainFileOf(asset);
  if (file === null) return null;
  const key = `vod/${asset.id}/${file}`;
  const known = sizes.get(key);
  if (known !== undefined) return known;
  const size = await storage.size(key);
  if (sizes.size >= SIZES_KEPT) sizes.clear();
  if (size !== null) sizes.set(key, size);
  return size;
}

const params = z.object({ file: z.string().regex(/^[0-9a-f-]{36}\.mp4$/) });

/** `GET /media/recordings/<video>.mp4`: the address that feeds and podcast programs keep. */
export function mountRecordingFiles(app: FastifyInstance, deps: Deps): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/media/recordings/:file',
    schema: { hide: true },
    config: { rateLimit: false },
    handler: async (request, reply) => {
      const { data } = params.safeParse(request.params);
      if (data === undefined) throw new Problem('not-found');
      const videoId = z.uuid().safeParse(data.file.slice(0, 36)).data;
      const assets = videoId === undefined ? [] : await assetsByIds(deps.db.reader, [videoId]);
      const [asset] = await withProcessing(deps.db.reader, assets);
      if (asset?.visibility !== 'public') throw new Problem('not-found');
      const playback = playbackOf(deps.keys, asset, 'public', deps.clock.now());
      if (playback === null) throw new Problem('not-found');
      return reply.header('cache-control', `public, max-age=${CACHED_S}`).redirect(playback.file, 302);
    },
  });
}
