import type { Playback } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { AssetSeen } from '../assets.store.ts';
import type { Rung } from '../media.tables.ts';
import { type Audience, signPath } from './signed-path.ts';
import { SMALL_POSTER } from './small-poster.ts';

/** Addresses to play a video from; null while nothing can be watched. */
export function playbackOf(keys: Keys, asset: AssetSeen, audience: Audience, now: Date): Playback | null {
  const { current } = asset;
  if (current === null) return null;
  const { path, expiresAt } = signPath(keys, asset.id, audience, now);
  const base = `${path}r${current.revision}/`;
  const full = current.extent === 'full';
  const lowest = `${base}${lowestRung(current.rungs)}/`;
  return {
    master: `${base}master.m3u8`,
    file: `${path}${plainFileOf(asset) ?? ''}`,
    lowest: { playlist: `${lowest}index.m3u8`, file: `${lowest}media.mp4` },
    poster: full ? `${base}poster.jpg` : null,
    posterSmall: full ? `${base}${SMALL_POSTER}` : null,
    sprite: current.sprite === null ? null : { url: `${base}sprite.jpg`, ...current.sprite },
    loudnessLufs: current.loudness_lufs,
    captions: [],
    expiresAt: expiresAt.toISOString(),
  };
}

/** The plain file of a video below its path; null while nothing can be watched. */
export const plainFileOf = ({ current }: AssetSeen): string | null =>
  current === null ? null : `r${current.revision}/${plainRung(current.rungs)}/media.mp4`;

const lowestRung = (rungs: readonly Rung[]): string =>
  rungs.toSorted((a, b) => a.bitrate - b.bitrate)[0]?.name ?? 'none';

/** The quality that suits most screens and networks: the best of at most 480 lines. */
function plainRung(rungs: readonly Rung[]): string {
  const byBitrate = rungs.toSorted((a, b) => a.bitrate - b.bitrate);
  const fit = byBitrate.findLast((rung) => Number(rung.name) <= 480) ?? byBitrate[0];
  return fit?.name ?? 'none';
}

/** Address of a video's picture for a list; null while there is none. */
export function posterOf(keys: Keys, asset: AssetSeen, audience: Audience, now: Date): string | null {
  if (asset.current?.extent !== 'full') return null;
  return `${signPath(keys, asset.id, audience, now).path}r${asset.current.revision}/${SMALL_POSTER}`;
}
