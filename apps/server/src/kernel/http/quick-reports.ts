import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** Longest report that is taken, bytes. */
const LIMIT = 8192;

/**
 * Reports that thousands of devices send in a second, each of which says all there is to know and is always answered the
 * same: read and handed over before anything else of a request is looked at.
 */
export class QuickReports {
  readonly #takers = new Map<string, (body: unknown) => void>();

  /** Hands over the JSON of every `POST path`; what cannot be read is handed over as undefined. */
  take(path: string, taker: (body: unknown) => void): void {
    this.#takers.set(path, taker);
  }

  /** Steps in front of whatever listens to the server's requests. */
  interpose(server: Server): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (this.#takes(request, response)) return;
      for (const listener of listeners) listener.call(server, request, response);
    });
  }

  /** Whether it takes a request; one without a length, or too long, is the server's. */
  #takes(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'POST') return false;
    const taker = this.#takers.get(request.url ?? '');
    const length = Number(request.headers['content-length']);
    if (taker === undefined || !(length <= LIMIT)) return false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      response.writeHead(202, { 'content-length': 0, 'cache-control': 'no-store' });
      response.end();
      taker(parsed(chunks));
    });
    return true;
  }
}

function parsed(chunks: readonly Buffer[]): unknown {
  const [only] = chunks;
  try {
    return JSON.parse(String(chunks.length === 1 ? only : Buffer.concat(chunks)));
  } catch {
    return undefined;
  }
}
