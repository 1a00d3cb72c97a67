import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';

const HOUR = 3_600_000;
/** Addresses of public videos stay the same for half a day, so that caches between can keep what they lead to. */
const PUBLIC_STEP = 12 * HOUR;
/** What only its owner and the palace may see. */
const PRIVATE_LIFE = 2 * HOUR;

/** `public`: for as long as the video is public. `private`: whatever its visibility, for a short time. */
export type Audience = 'public' | 'private';

export interface SignedPath {
  readonly path: string;
  readonly expiresAt: Date;
}

/**
 * The path under which everything of a video can be fetched, ending with `/`: playlists name their segments relative to
 * it, so that a player needs no cookie and no header.
 */
export function signPath(keys: Keys, videoId: string, audience: Audience, now: Date): SignedPath {
  const expires =
    audience === 'public'
      ? (Math.floor(now.getTime() / PUBLIC_STEP) + 2) * PUBLIC_STEP
      : Math.ceil(now.getTime() / HOUR) * HOUR + PRIVATE_LIFE;
  const claim = `${audience === 'public' ? 'a' : 'p'}${(expires / 1000).toString(36)}`;
  return {
    path: `/media/${claim}.${signature(keys, claim, videoId)}/${videoId}/`,
    expiresAt: new Date(expires),
  };
}

/** For whom a path was signed; null when it was not, or its time is over. */
export function openPath(keys: Keys, token: string, videoId: string, now: Date): Audience | null {
  const [claim = '', given = ''] = token.split('.');
  const expected = Buffer.from(signature(keys, claim, videoId));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const expires = Number.parseInt(claim.slice(1), 36) * 1000;
  if (!(expires > now.getTime())) return null;
  return claim.startsWith('a') ? 'public' : 'private';
}

const signature = (keys: Keys, claim: string, videoId: string): string =>
  createHmac('sha256', keys.derive('media-path'))
    .update(`${claim} ${videoId}`)
    .digest('base64url')
    .slice(0, 27);
