import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** An answer is given out for so long before it is made anew, ms: far less than what it may be cached for. */
const KEPT_MS = 200;
const LIMIT = 1000;

interface Kept {
  readonly head: Record<string, string | number>;
  readonly body: Buffer;
  readonly until: number;
}

/**
 * Answers that are the same for everybody and asked for by tens of thousands: kept ready as bytes and given before
 * anything else of a request is looked at, so that one of them costs as little as Node can make it.
 */
export class SharedAnswers {
  readonly #kept = new Map<string, Kept>();

  /** Keeps the JSON that answers GET `url`; caches between may keep it for `maxAge` seconds. */
  put(url: string, json: string, maxAge: number): void {
    if (this.#kept.size >= LIMIT) this.#kept.clear();
    const body = Buffer.from(json);
    this.#kept.set(url, {
      head: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
        'cache-control': `public, max-age=${maxAge}`,
      },
      body,
      until: performance.now() + KEPT_MS,
    });
  }

  /** Steps in front of whatever listens to the server's requests. */
  interpose(server: Server): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (this.#answers(request, response)) return;
      for (const listener of listeners) listener.call(server, request, response);
    });
  }

  #answers(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET') return false;
    const kept = this.#kept.get(request.url ?? '');
    if (kept === undefined || kept.until < performance.now()) return false;
    response.writeHead(200, kept.head);
    response.end(kept.body);
    return true;
  }
}
