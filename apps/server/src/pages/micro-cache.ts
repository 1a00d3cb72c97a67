import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Entries older than this are rendered anew, ms; with the second of caches between, a takedown is over within three. */
const FRESH_MS = 1000;
/** Nobody gets one older than this, ms. */
const STALE_MS = 2 * FRESH_MS;
/** Pages kept at most; the oldest goes first. */
const LIMIT = 500;

/** A rendered page, compressed once for everybody. */
export interface CachedPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly identity: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
  /** Weak: the same whichever way the body is compressed. */
  readonly etag: string;
  readonly renderedAt: number;
  /** The page said itself that everybody may share it; otherwise it belongs to the one who asked. */
  readonly shared: boolean;
}

export interface RenderedPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/**
 * Anonymous pages for a second. However many ask at once, a page is rendered once; while it is rendered
 * anew, others get the one before (never older than twice the time).
 */
export class MicroCache {
  readonly #pages = new Map<string, CachedPage>();
  readonly #rendering = new Map<string, Promise<CachedPage>>();

  async get(key: string, now: number, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const cached = this.#pages.get(key);
    if (cached !== undefined && now - cached.renderedAt < FRESH_MS) return cached;
    const others = this.#rendering.get(key);
    const rendering = others ?? this.#start(key, now, render);
    if (cached !== undefined && now - cached.renderedAt < STALE_MS) return cached;
    const page = await rendering;
    return page.shared || others === undefined ? page : this.#render(key, now, render);
  }

  #start(key: string, now: number, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const rendering = this.#render(key, now, render).finally(() => this.#rendering.delete(key));
    this.#rendering.set(key, rendering);
    // Whoever gets the page before must not be hurt by this render's failure; the next caller sees it.
    rendering.catch(() => undefined);
    return rendering;
  }

  async #render(key: string, now: number, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const { status, headers, body } = await render();
    const [br, gz] = await Promise.all([compress(body, 'br', 5), compress(body, 'gzip', 6)]);
    const shared =
      /\bs-maxage=[1-9]/.test(String(headers['cache-control'] ?? '')) && headers['set-cookie'] === undefined;
    const page: CachedPage = {
      status,
      headers,
      identity: body,
      brotli: br,
      gzip: gz,
      etag: `W/"${createHash('sha1').update(body).digest('base64url')}"`,
      renderedAt: now,
      shared,
    };
    this.#pages.delete(key);
    if (shared) this.#pages.set(key, page);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size > LIMIT && !oldest.done) this.#pages.delete(oldest.value);
    return page;
  }
}

/** What a client accepts best: `br`, `gzip`, or the body as it is. */
export function preferredEncoding(acceptEncoding: string | undefined): 'br' | 'gzip' | undefined {
  const accepted = acceptEncoding ?? '';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

/** The page's body in the form that a client accepts best. */
export function negotiate(
  page: CachedPage,
  acceptEncoding: string | undefined,
): { body: Buffer; encoding?: string } {
  const encoding = preferredEncoding(acceptEncoding);
  if (encoding === undefined) return { body: page.identity };
  return { body: encoding === 'br' ? page.brotli : page.gzip, encoding };
}

/** Compresses `body`; `level` is brotli's quality (0–11) or gzip's level (1–9). */
export function compress(body: Buffer, encoding: 'br' | 'gzip', level: number): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(body, { level });
  return brotli(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}
