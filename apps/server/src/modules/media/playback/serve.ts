import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { assetById } from '../assets.store.ts';
import { shownCaptionOf } from '../captions/captions.store.ts';
import { publicFor } from './public-for.ts';
import { parseRange } from './range.rules.ts';
import { type Audience, openPath } from './signed-path.ts';
import { SMALL_POSTER, smallPosterAt } from './small-poster.ts';

/** The captions of a language, for those who watch what is not public. */
const CAPTIONS = /^captions\/([A-Za-z0-9-]+)\.vtt$/;
const captionsFile = z.string().regex(CAPTIONS);

const params = z.object({
  token: z.string(),
  videoId: z.uuid(),
  '*': z.union([z.string().regex(/^r\d+\/[a-z0-9./_-]+$/), captionsFile]),
});

const TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mp4: 'video/mp4',
  jpg: 'image/jpeg',
};

/** How long a process believes that a video may be shown, ms: with SHARED_S after it a takedown works everywhere. */
const BELIEVED_MS = 2000;
/** How long a viewer's own browser keeps what is public, s: the files never change. */
const CACHED_S = 600;

/** Serves what signed paths lead to: playlists, segments by HTTP range, pictures. */
export function mountPlayback(app: FastifyInstance, deps: Deps): void {
  const shown = rememberShown(deps);
  app.route({
    method: ['GET', 'HEAD'],
    url: '/media/:token/:videoId/*',
    schema: { hide: true },
    // A player asks every few seconds, a whole factory behind one address: the signed path is the limit.
    config: { rateLimit: false },
    logLevel: 'warn',
    handler: async (request, reply) => {
      const { data } = params.safeParse(request.params);
      if (data === undefined || data['*'].includes('..')) throw new Problem('not-found');
      const audience = openPath(deps.keys, data.token, data.videoId, deps.clock.now());
      if (audience === null || !(await shown(data.videoId, audience))) throw new Problem('not-found');
      const lang = CAPTIONS.exec(data['*'])?.[1];
      if (lang !== undefined) {
        const captions = await shownCaptionOf(deps.db.reader, data.videoId, lang);
        if (captions === undefined) throw new Problem('not-found');
        return reply
          .header('content-type', 'text/vtt; charset=utf-8')
          .header('cache-control', cachedFor(audience))
          .send(captions.vtt);
      }
      const key = `vod/${data.videoId}/${data['*']}`;
      const found = key.endsWith(`/${SMALL_POSTER}`) ? await smallPosterAt(deps, key) : key;
      return send(request, reply, deps, found, audience);
    },
  });
}

const cachedFor = (audience: Audience): string =>
  audience === 'public' ? publicFor(CACHED_S) : 'private, max-age=60';

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { storage }: Deps,
  key: string,
  audience: Audience,
) {
  const size = await storage.size(key);
  if (size === null) throw new Problem('not-found');
  const etag = `"${key.slice(key.lastIndexOf('/r') + 1)}-${size}"`;
  reply
    .header('content-type', TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
    .header('accept-ranges', 'bytes')
    .header('etag', etag)
    .header('cache-control', cachedFor(audience));
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const asked = condition === undefined || condition === etag ? request.headers.range : undefined;
  const range = parseRange(asked, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  if (range !== null) {
    reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
      .header('content-length', range.end - range.start + 1);
  } else {
    reply.header('content-length', size);
  }
  if (request.method === 'HEAD') return reply.send();
  const { stream } = await storage.read(key, range ?? undefined);
  return reply.send(stream);
}

/** Whether a video may be shown to an audience; a yes is believed for some seconds, a no is asked for again. */
function rememberShown({ db, clock }: Deps): (videoId: string, audience: Audience) => Promise<boolean> {
  const believed = new Map<string, number>();
  return async (videoId, audience) => {
    const key = `${audience} ${videoId}`;
    const at = clock.now().getTime();
    if (at - (believed.get(key) ?? Number.NEGATIVE_INFINITY) < BELIEVED_MS) return true;
    const asset = await assetById(db.reader, videoId);
    const may = asset !== undefined && (audience === 'private' || asset.visibility === 'public');
    if (believed.size > 10_000) believed.clear();
    if (may) believed.set(key, at);
    else believed.delete(key);
    return may;
  };
}
