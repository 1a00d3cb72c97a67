import { type IncomingMessage, ServerResponse } from 'node:http';
import type { RenderedPage } from './micro-cache.ts';
import type { PageHandler } from './mount.ts';

/** Runs a page handler for `request` into memory instead of onto its socket. */
export function renderToBuffer(handler: PageHandler, request: IncomingMessage): Promise<RenderedPage> {
  return new Promise((resolve, reject) => {
    const response = new ServerResponse(request);
    const chunks: Buffer[] = [];
    response.write = ((chunk: Uint8Array | string, ...rest: unknown[]) => {
      chunks.push(Buffer.from(chunk as Uint8Array));
      callLast(rest);
      return true;
    }) as ServerResponse['write'];
    response.end = ((chunk?: unknown, ...rest: unknown[]) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array)
        chunks.push(Buffer.from(chunk as Uint8Array));
      resolve({
        status: response.statusCode,
        headers: plainHeaders(response),
        body: Buffer.concat(chunks),
      });
      callLast([chunk, ...rest]);
      return response;
    }) as ServerResponse['end'];
    response.on('error', reject);
    try {
      handler(request, response);
    } catch (error) {
      reject(error);
    }
  });
}

function callLast(parameters: unknown[]): void {
  const last = parameters.at(-1);
  if (typeof last === 'function') queueMicrotask(() => last());
}

function plainHeaders(response: ServerResponse): Record<string, string | string[]> {
  const kept = Object.entries(response.getHeaders()).filter(
    ([name]) => !['content-length', 'etag'].includes(name),
  );
  return Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]),
  );
}
