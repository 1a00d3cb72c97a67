import { createHash } from 'node:crypto';
import type { DanmakuMinute } from '@wengong/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { publicFor } from '../playback/public-for.ts';
import { crossing } from './danmaku.store.ts';

/** A minute of a video is read from the database once in so long, ms, however many watch it. */
const KEPT_MS = 2000;
/** How long a viewer's own browser keeps a minute, s. */
const CACHED_S = 5;
const MINUTE_MS = 60_000;
/** Remarks of one minute. */
const MOST = 240;
const MINUTES_KEPT = 2000;

const params = z.object({ videoId: z.uuid(), minute: z.coerce.number().int().min(0).max(1440) });

interface Minute {
  readonly body: string;
  readonly etag: string;
}

/**
 * `GET /api/v1/videos/:videoId/danmaku/:minute`: the remarks of a minute, the same for everybody. Nobody is looked up and
 * nothing is counted, since every viewer asks every minute.
 */
export function mountDanmaku(app: FastifyInstance, deps: Deps): void {
  const minutes = keepMinutes(deps);
  app.route({
    method: 'GET',
    url: '/api/v1/videos/:videoId/danmaku/:minute',
    schema: { hide: true },
    config: { rateLimit: false },
    logLevel: 'warn',
    handler: async (request, reply) => {
      const { data } = params.safeParse(request.params);
      if (data === undefined) throw new Problem('not-found');
      const { body, etag } = await minutes(data.videoId, data.minute);
      reply
        .header('etag', etag)
        .header('cache-control', publicFor(CACHED_S))
        .type('application/json; charset=utf-8');
      return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(body);
    },
  });
}

/** Minutes as they are answered; those who ask at the same time wait for one read. */
function keepMinutes({ db, clock }: Deps): (videoId: string, minute: number) => Promise<Minute> {
  const kept = new Map<string, { readonly until: number; readonly minute: Promise<Minute> }>();
  return (videoId, minute) => {
    const key = `${videoId} ${minute}`;
    const at = clock.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && known.until > at) return known.minute;
    if (kept.size >= MINUTES_KEPT) kept.clear();
    const read = crossing(db.reader, videoId, {
      fromMs: minute * MINUTE_MS,
      untilMs: (minute + 1) * MINUTE_MS,
      limit: MOST,
    }).then((rows) => {
      const items = rows.map(({ id, at_ms, text }) => ({ id, atMs: at_ms, text }));
      const body = JSON.stringify({ items } satisfies DanmakuMinute);
      return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
    });
    read.catch(() => kept.delete(key));
    kept.set(key, { until: at + KEPT_MS, minute: read });
    return read;
  };
}
