import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** Longest report that is taken, bytes. */
const LIMIT = 8192;

type Taker = (body: unknown) => void;

/** A report that was read to its end and is not answered yet. */
interface Heard {
  readonly response: ServerResponse;
  readonly taker: Taker;
  readonly chunks: readonly Buffer[];
}

/**
 * Reports that thousands of devices send in a second, each of which says all there is to know and is always answered the
 * same: read and handed over before anything else of a request is looked at.
 */
export class QuickReports {
  readonly #takers = new Map<string, Taker>();
  #heard: Heard[] = [];

  /** Hands over the JSON of every `POST path`; what cannot be read is handed over as undefined. */
  take(path: string, taker: Taker): void {
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
      if (this.#heard.length === 0) setImmediate(() => this.#answer());
      this.#heard.push({ response, taker, chunks });
    });
    return true;
  }

  /**
   * Answers all that came in this turn of the event loop, then hands them over: written one after the other, answers find
   * their readers awake, and waking one costs the server as much as the rest of a report.
   */
  #answer(): void {
    const heard = this.#heard;
    this.#heard = [];
    for (const { response } of heard) {
      response.writeHead(202, { 'content-length': 0, 'cache-control': 'no-store' });
      response.end();
    }
    for (const { taker, chunks } of heard) taker(parsed(chunks));
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
