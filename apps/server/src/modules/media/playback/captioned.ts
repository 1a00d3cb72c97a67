import type { Playback } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { AssetSeen } from '../assets.store.ts';
import { shownLanguagesOf } from '../captions/captions.store.ts';
import { playbackOf } from './playback.ts';
import { type Audience, signPath } from './signed-path.ts';

interface Asking {
  readonly keys: Keys;
  readonly audience: Audience;
  readonly now: Date;
}

/**
 * The captions of videos, by id: at addresses that stay the same for everybody, and below the signed path for those who
 * watch what is not public.
 */
export async function captionsOfVideos(
  reader: Reader | Tx,
  ids: readonly string[],
  { keys, audience, now }: Asking,
): Promise<(videoId: string) => Playback['captions']> {
  const rows = await shownLanguagesOf(reader, ids);
  const byVideo = Map.groupBy(rows, (row) => row.asset_id);
  return (videoId) =>
    (byVideo.get(videoId) ?? []).map(({ lang, label }) => ({
      lang,
      label,
      url:
        audience === 'public'
          ? `/api/v1/videos/${videoId}/captions/${lang}`
          : `${signPath(keys, videoId, audience, now).path}captions/${lang}.vtt`,
    }));
}

/** Addresses of one video with those of its captions; null while nothing can be watched. */
export async function captionedPlayback(
  reader: Reader | Tx,
  asset: AssetSeen,
  asking: Asking,
): Promise<Playback | null> {
  const playback = playbackOf(asking.keys, asset, asking.audience, asking.now);
  if (playback === null) return null;
  return { ...playback, captions: (await captionsOfVideos(reader, [asset.id], asking))(asset.id) };
}
