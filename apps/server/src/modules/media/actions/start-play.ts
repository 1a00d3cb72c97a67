import { createHmac, timingSafeEqual } from 'node:crypto';
import { startPlay } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { assetById } from '../assets.store.ts';
import { viewerOf, writePlayToken } from '../plays/play-token.ts';
import { countsAfter } from '../plays/plays.rules.ts';

const COOKIE = 'wengong_viewer';
const YEAR_S = 365 * 86_400;

export const startPlayAction = handle(
  startPlay,
  async ({ params, actor, reader, deps, now, headers, setHeader }) => {
    const asset = await assetById(reader, params.videoId);
    if (asset?.visibility !== 'public' || asset.duration_ms === null) throw new Problem('not-found');
    let device = deviceIn(deps.keys, String(headers.cookie ?? ''));
    if (actor === null && device === null) {
      device = newId();
      const secure = deps.config.production ? '; Secure' : '';
      const value = `${device}.${sign(deps.keys, device)}`;
      setHeader(
        'set-cookie',
        `${COOKIE}=${value}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure}`,
      );
    }
    const viewer =
      actor === null
        ? viewerOf(deps.keys, 'device', device ?? '')
        : viewerOf(deps.keys, 'person', actor.personId);
    const token = writePlayToken(deps.keys.derive('play-token'), {
      palaceId: asset.palace_id,
      videoId: asset.id,
      viewer,
      durationMs: asset.duration_ms,
      issuedAt: now,
    });
    return { token, countsAfterMs: countsAfter(asset.duration_ms) };
  },
);

/** The device that a cookie of ours names; null without one, or with one that somebody made. */
function deviceIn(keys: Keys, cookies: string): string | null {
  const [, device = '', given = ''] =
    new RegExp(`(?:^|; )${COOKIE}=([0-9a-f-]{36})\\.([\\w-]{22})`).exec(cookies) ?? [];
  const expected = Buffer.from(sign(keys, device));
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), expected) ? device : null;
}

const sign = (keys: Keys, device: string): string =>
  createHmac('sha256', keys.derive('play-device')).update(device).digest('base64url').slice(0, 22);
