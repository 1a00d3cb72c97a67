import type { Playback } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { AssetSeen } from '../assets.store.ts';
import { type Audience, signPath } from './signed-path.ts';

/** Addresses to play a video from; null while nothing can be watched. */
export function playbackOf(keys: Keys, asset: AssetSeen, audience: Audience, now: Date): Playback | null {
  const { current } = asset;
  if (current === null) return null;
  const { path, expiresAt } = signPath(keys, asset.id, audience, now);
  const base = `${path}r${current.revision}/`;
  const full = current.extent === 'full';
  return {
    master: `${base}master.m3u8`,
    poster: full ? `${base}poster.jpg` : null,
    sprite: current.sprite === null ? null : { url: `${base}sprite.jpg`, ...current.sprite },
    loudnessLufs: current.loudness_lufs,
    captions: [],
    expiresAt: expiresAt.toISOString(),
  };
}

/** Address of a video's picture; null while there is none. */
export function posterOf(keys: Keys, asset: AssetSeen, audience: Audience, now: Date): string | null {
  if (asset.current?.extent !== 'full') return null;
  return `${signPath(keys, asset.id, audience, now).path}r${asset.current.revision}/poster.jpg`;
}
