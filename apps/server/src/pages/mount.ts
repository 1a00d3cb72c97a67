import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionCookie } from '@wengong/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import type { Deps } from '../kernel/deps.ts';
import { Problem } from '../kernel/errors.ts';
import { createKioskGate } from '../modules/booking/index.ts';
import { isTooLarge, LARGEST_FORM } from './body-limit.ts';
import { compress, MicroCache, negotiate, preferredEncoding } from './micro-cache.ts';
import { renderToBuffer } from './render.ts';
import { isSharedPage, preferencesOnly } from './shared-page.ts';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;

const BUILT_HANDLER = new URL('../../../web/build/handler.js', import.meta.url);

/** What the pages' server code finds on the Node request: the API without a socket, and what it may show. */
export interface PageContext {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  readonly config: {
    readonly demo: boolean;
    readonly mourning: boolean;
    readonly icp: string | undefined;
    readonly publicSecurity: string | undefined;
  };
}

declare module 'node:http' {
  interface IncomingMessage {
    wengong?: PageContext;
  }
}

/**
 * Serves the built pages for every path that no API route has taken. Anonymous GETs go through the
 * micro-cache. Without a build (API tests) nothing is mounted.
 */
export async function mountPages(app: FastifyInstance, deps: Deps): Promise<void> {
  if (!existsSync(BUILT_HANDLER)) return;
  // adapter-node reads these when its handler is imported; form posts are refused (403) without them.
  process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
  process.env.HOST_HEADER ??= 'x-forwarded-host';
  process.env.BODY_SIZE_LIMIT ??= String(LARGEST_FORM);
  const { handler } = (await import(BUILT_HANDLER.href)) as {
    handler: PageHandler;
  };
  servePages(app, deps, handler);
}

/** Answers with `handler` whatever no API route has taken. */
export function servePages(app: FastifyInstance, deps: Deps, handler: PageHandler): void {
  const cache = new MicroCache();
  const kioskGate = createKioskGate(deps);
  app.register(async (pages) => {
    // Bodies reach SvelteKit unread.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null));
    pages.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      schema: { hide: true },
      config: { rateLimit: false },
      handler: async (request, reply) => {
        if (request.method === 'GET' && isSharedPage(request.url)) {
          // Kiosks have bars of their own, which say who is signed in.
          const at = kioskGate(request.headers);
          if (at === 'later') throw new Problem('rate-limited', { seconds: 1 }, { retryAfter: 1 });
          if (at === 'other') request.raw.headers.cookie = preferencesOnly(request.headers.cookie);
        }
        if (isTooLarge(request)) throw new Problem('body-too-large');
        prepare(app, request, deps);
        if (isAsset(request)) {
          reply.hijack();
          for (const [name, value] of Object.entries(reply.getHeaders()))
            reply.raw.setHeader(name, value ?? '');
          handler(request.raw, reply.raw);
          return reply;
        }
        if (!cacheable(request)) return sendPersonal(handler, request, reply);
        return sendCached(cache, handler, request, reply, deps.clock);
      },
    });
  });
}

function prepare(app: FastifyInstance, request: FastifyRequest, deps: Deps): void {
  const { raw } = request;
  // One truth about the origin: what Fastify trusts, not what a client claims.
  const origin = new URL(deps.config.publicUrl ?? `${request.protocol}://${request.host}`);
  raw.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
  raw.headers['x-forwarded-host'] = origin.host;
  raw.wengong = {
    config: {
      demo: deps.config.demo,
      mourning: deps.config.mourning,
      icp: deps.config.icp,
      publicSecurity: deps.config.publicSecurity,
    },
    async fetch(path, init = {}) {
      const answer = await app.inject({
        method: (init.method ?? 'GET') as 'GET',
        url: path,
        // Addresses that the API gives away, e.g. for a device, lead to where the page was asked for.
        headers: { host: origin.host, ...Object.fromEntries(new Headers(init.headers)) },
        remoteAddress: request.ip,
        ...(init.body === undefined || init.body === null ? {} : { payload: init.body as string }),
      });
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) {
        for (const each of Array.isArray(value) ? value : [value]) {
          if (each !== undefined) headers.append(name, String(each));
        }
      }
      const empty = answer.statusCode === 204 || answer.statusCode === 304;
      return new Response(empty ? null : new Uint8Array(answer.rawPayload), {
        status: answer.statusCode,
        headers,
      });
    },
  };
}

/** Built files and downloads: SvelteKit streams them; what was built is compressed already. */
function isAsset(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?');
  return path.startsWith('/_app/') || /\.\w{2,11}$/.test(path);
}

/**
 * Pages of visitors without a session are the same for everybody with the same preferences. Whether one may be
 * kept the page says itself.
 */
const cacheable = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  request.headers.authorization === undefined &&
  !(request.headers.cookie ?? '').includes(`${sessionCookie}=`) &&
  !/^\/(console|door|me|sign-in)\b/.test(request.url);

/** Smaller bodies are sent as they are, bytes. */
const WORTH_COMPRESSING = 1024;

/** A page for one visitor: compressed fast, since it is used once. */
async function sendPersonal(handler: PageHandler, request: FastifyRequest, reply: FastifyReply) {
  const { status, headers, body } = await renderToBuffer(handler, request.raw);
  reply.code(status).headers(headers).header('vary', 'accept-encoding, cookie');
  const encoding = preferredEncoding(request.headers['accept-encoding']);
  if (encoding === undefined || body.length < WORTH_COMPRESSING) return reply.send(body);
  return reply.header('content-encoding', encoding).send(await compress(body, encoding, 4));
}

async function sendCached(
  cache: MicroCache,
  handler: PageHandler,
  request: FastifyRequest,
  reply: FastifyReply,
  clock: Clock,
) {
  const key = `${request.host} ${request.url} ${request.headers.cookie ?? ''}`;
  const page = await cache.get(key, clock.now().getTime(), () => renderToBuffer(handler, request.raw));
  const { body, encoding } = negotiate(page, request.headers['accept-encoding']);
  reply
    .code(page.status)
    .headers(page.headers)
    .header('vary', 'accept-encoding, cookie')
    .header('etag', page.etag);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.send(body);
}
